"""What `preau staff` does, a file for each verb."""
