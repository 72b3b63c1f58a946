"""What each page about the room in a mailbox decides to show."""
