"""Rspamd: spam, virus, DKIM and the policy of senders, spoken to as a milter by Postfix."""
