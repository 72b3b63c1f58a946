"""Files that people keep with us, and the links by which others fetch them."""
