"""What people choose of their own time: one file a choice."""
