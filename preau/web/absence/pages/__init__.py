"""What each page of absences shows: one file a subject."""
