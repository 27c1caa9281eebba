"""What earlier builds knew; it can be deleted at any time."""
