"""What the page of erased messages shows."""
