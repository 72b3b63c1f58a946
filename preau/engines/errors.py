"""What the outside processes can answer, sorted by whose fault it is."""


class EngineError(Exception):
    """Ancestor of every error raised by an engine's door; str() is a sentence for people."""


class EngineAway(EngineError):
    """The process does not answer; trying again later is worth it."""

    def __init__(self, engine: str, sentence: str = "") -> None:
        super().__init__(sentence or f"{engine} does not answer.")
        self.engine = engine


class Missing(EngineError):
    """The folder or message asked for is not there (any more)."""


class Conflict(EngineError):
    """The mailbox changed under the caller's feet: UIDVALIDITY differs, a name is taken."""


class Busy(EngineError):
    """The engine is at work on this very mailbox, such as indexing it; soon it will answer."""


class OverQuota(EngineError):
    """There is no room left in the mailbox."""


class MailRefused(EngineError):
    """An SMTP server refused the message; nothing was accepted."""

    def __init__(self, sentence: str, code: int = 550, recipients: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.code = code
        self.recipients = recipients


class Unanswered(EngineError):
    """The message went out whole and no answer came: it may be on its way, or not."""


class CommandRefused(EngineError):
    """The engine understood the command and said no; str() is what it said."""


class AlreadyRunning(EngineError):
    """Another supervisor holds this data folder; two would fight over ports and mail."""


class WrongConfiguration(EngineError):
    """What an engine must know cannot work; str() says what to change."""
