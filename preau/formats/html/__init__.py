"""HTML of messages: made safe to show (`clean`, `frame`) and safe to send (`outgoing`).

Everything here is pure: text in, text out, no network, and it never raises on what a message holds.
"""
