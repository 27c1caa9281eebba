"""Keep what builds found for later ones; it can be deleted at any time."""
