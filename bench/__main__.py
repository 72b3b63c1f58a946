"""`python -m bench`: a private installation, a full mailbox, the measures, the table."""

import argparse
import json
from pathlib import Path

from bench import report
from bench.apart import FIRST_PORT, apart


def main() -> None:
    wanted = read_arguments()
    if wanted.table:
        report.table(json.loads(wanted.table.read_text()))
        return
    with apart(wanted.data, PREAU_DEMO="yes", PREAU_HTTPS="no"):
        from bench.measuring import measure  # noqa: PLC0415 -- needs settings

        measure(wanted)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, help="in INBOX (10000)")
    parser.add_argument("--runs", type=int, default=40, help="of each operation (40)")
    parser.add_argument("--warm", type=int, default=5, help="untimed runs before (5)")
    parser.add_argument("--seconds", type=float, default=20, help="of each load (20)")
    parser.add_argument("--clients", type=int, default=16, help="at once under load (16)")
    parser.add_argument(
        "--only", default="", help="operations, load, browser, or operations by name: comma between"
    )
    parser.add_argument("--data", type=Path, help="keep the mailbox here, and use it again")
    parser.add_argument("--out", type=Path, default=Path("bench/out/latest.json"))
    parser.add_argument("--peers", type=Path, help="what the peers took on this machine (JSON)")
    parser.add_argument("--table", type=Path, help="print a run that was kept, in Markdown")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="where free ports are sought")
    parser.add_argument("--serve", action="store_true", help="measure nothing: only be there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
