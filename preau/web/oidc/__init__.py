"""Applications let people in by us: an OpenID Connect provider, one issuer a host name."""
