"""What changes a mailing."""
