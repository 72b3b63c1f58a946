"""What the portal shows: one file a page."""
