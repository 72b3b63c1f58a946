"""What each mail page shows; views call these, templates print what they return."""
