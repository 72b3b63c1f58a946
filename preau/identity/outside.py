"""The demonstration's world outside: one domain, whose whole mail lies in one box of ours.

A demonstration sends nothing outside, so second addresses at this domain are delivered here, by the
real path, and a page shows what came.
"""

DOMAIN = "maison.example"
LOGIN = f"dehors@{DOMAIN}"
EVERYBODY = f"@{DOMAIN}"
