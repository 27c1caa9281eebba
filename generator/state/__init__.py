"""Save what a build found for later builds; all of it can be deleted at any time."""
