"""Where people may prove who they are instead of here: OpenID Connect, CAS, SAML.

Each module speaks one protocol: `begin` gives the address to send the browser to, `finish` reads
what the browser brought back and asks the provider whether it is true. No session: what has to be
remembered between the two is a value.
"""
