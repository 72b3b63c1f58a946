"""What each address of the console answers."""
