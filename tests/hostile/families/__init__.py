"""Attack vectors by what they abuse. Each family yields pairs: a label, and the HTML for a host.

A vector's HTML is written around HOST, a host name of its own: whatever reaches it tells its name.
"""
