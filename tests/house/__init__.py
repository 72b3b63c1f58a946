"""One whole installation for all tests, the people in it, and the doors they come by.

`installation` starts what `preau run` starts; `cast` opens accounts; `visitor` is a browser without
script, `page` what it sees, `htmx` what a fragment does to it; `postbag` makes letters; `client`
is a mail program; `world` is everybody else's mail server.
"""
