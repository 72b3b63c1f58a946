"""Directories of others, asked by OpenLDAP's own programs: `ldapsearch`, `ldapwhoami`."""

from preau.engines.ldap.asking import may_sign_in, search
from preau.engines.ldap.shape import DirectoryShape, Protection, escaped

__all__ = ["DirectoryShape", "Protection", "escaped", "may_sign_in", "search"]
