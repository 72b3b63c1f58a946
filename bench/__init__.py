"""What we measure: everyday actions through the web, beside the raw cost of the same work."""
