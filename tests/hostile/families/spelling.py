"""The same thing written so that a careless eye does not see it."""

from collections.abc import Callable, Mapping


def hex_escaped(text: str) -> str:
    return "".join(f"\\{ord(char):x} " for char in text)


def long_escaped(text: str) -> str:
    return "".join(f"\\{ord(char):06x}" for char in text)


def first_escaped(text: str) -> str:
    return f"\\{ord(text[0]):x} {text[1:]}"


def backslashed(text: str) -> str:
    """A backslash before what is no hexadecimal digit changes nothing."""
    return "".join(char if char in "0123456789abcdefABCDEF" else f"\\{char}" for char in text)


def mixed_case(text: str) -> str:
    return "".join(char.upper() if place % 2 else char.lower() for place, char in enumerate(text))


CSS_WORDS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "mixed": mixed_case,
    "hex": hex_escaped,
    "long-hex": long_escaped,
    "first-hex": first_escaped,
    "backslash": backslashed,
}


def decimal_entities(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def hex_entities(text: str) -> str:
    return "".join(f"&#x{ord(char):X};" for char in text)


def open_entities(text: str) -> str:
    return "".join(f"&#{ord(char):07d}" for char in text)


HTML_WORDS: Mapping[str, Callable[[str], str]] = {
    "decimal": decimal_entities,
    "hex": hex_entities,
    "open": open_entities,
}
