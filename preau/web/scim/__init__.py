"""SCIM 2.0 (RFC 7643, RFC 7644): a staff system opens, changes and closes accounts by HTTP."""
