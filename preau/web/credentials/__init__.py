"""What is typed, shown or held up to prove who one is: parts of pages of the entrance and of
settings alike."""
