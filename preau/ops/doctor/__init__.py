"""`preau doctor`: what is well, what is not, and how to mend it.

A check is a function that returns findings; `rounds.py` lists them all, `asking.py` runs them side
by side. None of them raises for what it looks at, and none changes the installation.
"""
