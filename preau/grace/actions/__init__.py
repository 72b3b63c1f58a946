"""What is done about full mailboxes, one file a verb."""
