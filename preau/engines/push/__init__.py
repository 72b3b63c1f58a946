"""The push services of browsers' makers, which wake a browser that is closed (RFC 8030, 8292)."""
