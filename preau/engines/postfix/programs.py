"""How Postfix is started, and what can be said of its configuration before it is."""

import subprocess

from preau.engines.errors import EngineAway
from preau.engines.postfix.shape import PostfixShape
from preau.engines.probes import all_of, answers_smtp
from preau.engines.program import Program
from preau.engines.users import first_closed

MASTER = "/usr/lib/postfix/sbin/master"


def programs(shape: PostfixShape) -> list[Program]:
    """`postfix start-fg` would leave an orphan behind: master itself is run, in the foreground."""
    ports = shape.ports
    return [
        Program(
            name="postfix",
            argv=(MASTER, "-c", str(shape.conf), "-s"),
            ready=all_of(answers_smtp(ports.smtp), answers_smtp(ports.relay)),
            prepare=lambda: prepare(shape),
            after=shape.after,
        )
    ]


def prepare(shape: PostfixShape) -> None:
    """Let Postfix make its queue's folders, with the owners it wants."""
    if (shape.queue / "active").is_dir() and (shape.queue / "private").is_dir():
        return
    complaints = check(shape)
    if not (shape.queue / "active").is_dir():
        raise EngineAway("postfix", " ".join(complaints) or "Postfix could not make its queue.")


def check(shape: PostfixShape) -> list[str]:
    """Sentences about what would keep Postfix from working; none is good news."""
    said = subprocess.run(
        ["/usr/sbin/postfix", "-c", str(shape.conf), "check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    complaints = [line.partition(": ")[2] for line in said.stderr.splitlines()]
    closed = first_closed(shape.queue, "postfix")
    if closed is not None:
        complaints.append(f"The folder {closed} is closed to the account postfix.")
    return complaints
