"""Settings: each form posts one wish, which applies at once and says so. One file a subject."""
