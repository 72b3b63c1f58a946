"""Messages that want to run, to fetch or to be seen, and a browser that watches them fail."""
