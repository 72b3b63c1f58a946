"""`python -m preau COMMAND`: the commands of ops, and Django's own."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preau.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs settings

    execute_from_command_line(["preau", *sys.argv[1:]])


if __name__ == "__main__":
    main()
