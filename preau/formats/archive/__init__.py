"""Mail kept in files: mbox, Maildir, folders of .eml, and any tree of these.

This part of formats opens files, only to read them: an archive does not fit in memory.
`read` is lazy and never raises for what it finds: a file that is no message comes out as a
`Broken` with a sentence, and the rest goes on.
"""

from preau.formats.archive.progress import Progress, WrongRecord
from preau.formats.archive.stored import Broken, Found, Stored
from preau.formats.archive.tree import read

__all__ = ["Broken", "Found", "Progress", "Stored", "WrongRecord", "read"]
