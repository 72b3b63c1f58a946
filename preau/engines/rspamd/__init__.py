"""Rspamd: spam, virus, DKIM and the policy of senders, spoken to as a milter by Postfix.

Postfix tells it who signed in ({auth_authen}) and which port a message came through
({daemon_name}): its own host name, or `relay.` before it on the internal port for what our
Dovecot sends, which is then signed like a person's mail.
"""
