"""What a full mailbox is given: time, for mail that waits; a word before and when it happens; room,
as far as its académie allows."""
