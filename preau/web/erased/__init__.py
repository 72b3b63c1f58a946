"""What was erased, still to be taken back."""
