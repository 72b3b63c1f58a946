"""What changes the traces: facts noted, old ones forgotten."""
