"""What is asked of erased messages."""
