"""What the pages of mailings show."""
