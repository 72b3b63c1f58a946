"""What the pages of filters show."""
