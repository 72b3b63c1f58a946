"""Files that left as a link: the page of whoever receives one, and that of whoever gave it out."""
