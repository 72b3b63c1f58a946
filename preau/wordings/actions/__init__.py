"""What changes texts kept to be used again."""
