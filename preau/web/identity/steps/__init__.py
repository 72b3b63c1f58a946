"""What is asked between the password and the session: a factor, a new password, to add a factor."""
