"""Conversations as THREAD answers them (RFC 5256 section 4), their branches laid flat."""

import re

_TOKEN = re.compile(rb"\(([\d ]+)\)|([()])|(\d+)")


def read_threads(data: bytes) -> list[list[int]]:
    """`(2)(3 6 (4 23)(44 7))` gives [[2], [3, 4, 6, 7, 23, 44]]: each thread's numbers ascending.

    A mailbox of 100 000 messages is read at each arrival, hence not the reader of values; without
    recursion, for a chain of answers may be nested a thousand deep.
    """
    found: list[list[int]] = []
    here: list[int] = []
    depth = 0
    for token in _TOKEN.finditer(data):
        plain, bracket, number = token.groups()
        if plain is not None:
            numbers = sorted(map(int, plain.split()))
            if depth:
                here += numbers
            else:
                found.append(numbers)
        elif number is not None:
            here.append(int(number))
        else:
            depth += 1 if bracket == b"(" else -1
            if depth <= 0:
                found.append(sorted(here))
                here, depth = [], 0
    return [thread for thread in found if thread]
