"""What `preau staff` does, a file for each verb."""

BY = "preau staff"
"""Who did it, in the journal."""
