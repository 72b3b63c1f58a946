"""What changes an absence: one file a deed."""
