"""Views: who asks, for which box; one verb of the room, one page."""
