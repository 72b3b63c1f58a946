"""Redis: Rspamd's memory (Bayes tokens, rates, replies), on a UNIX socket of its own."""
