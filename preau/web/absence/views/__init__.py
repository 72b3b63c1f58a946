"""What each page of absences answers: one file a subject."""
