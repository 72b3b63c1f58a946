"""What a room may answer instead of doing; mapped to a page once, in web/kit/errors.py."""


class RoomError(Exception):
    """Ancestor of what rooms raise; str() is a sentence for the person."""


class NotFound(RoomError):
    """Not there, or not yours: one answer for both."""


class NotAllowed(RoomError):
    """There, yours to see, but not to do."""


class Changed(RoomError):
    """No longer as the caller knew it, so nothing was done; the sentence says what it is now."""


class WrongInput(RoomError):
    """What was typed cannot be used; the sentence says what to change."""
