"""ClamAV: the daemon that looks for viruses, with a signature of its own when it has no base."""

from preau.engines.clamav.shape import ClamavShape, database_warning

__all__ = ["ClamavShape", "database_warning"]
