"""What each settings page shows: one file a subject."""
