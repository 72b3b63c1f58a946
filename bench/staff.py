"""`python -m bench.staff`: a staff file of a whole académie, brought in; seconds, and memory.

Four runs on one database: rehearsed, brought in, brought in again unchanged, and as at the start of
a school year, when everybody is active and one in ten has another post. Aim: 50 000 in 180 s.
"""

import argparse
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.apart import apart, keep

AIM = 180.0
GIVEN = ("Jeanne", "Jean", "Marie-Ève", "Karim", "Odile", "Zoé", "Gaël", "Nadia", "Paul", "Inès")
FAMILY = ("Martin", "Bernard", "Durand", "D’Alès", "Lefèvre", "Morel", "Le Goff", "Benali")
FUNCTIONS = ("Professeure certifiée", "Professeur des écoles", "CPE", "Secrétaire")
SCHOOLS = 800


def main() -> None:
    wanted = argparse.ArgumentParser(prog="bench.staff", description=__doc__)
    wanted.add_argument("--people", type=int, default=50_000)
    wanted.add_argument("--out", type=Path, default=Path("bench/out/staff.json"))
    given = wanted.parse_args()
    with apart() as folder:
        (folder / "db").mkdir()
        keep(measure(given.people, folder), given.out)


def measure(people: int, folder: Path) -> dict[str, float]:
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    from preau.identity.models import Account  # noqa: PLC0415 -- needs settings

    call_command("migrate", verbosity=0)
    first, later = folder / "first.csv", folder / "later.csv"
    first.write_text("\n".join(lines(people, moved=0)))
    later.write_text("\n".join(lines(people, moved=10)))
    made = {
        "people": float(people),
        "rehearsed_s": timed(first, "--dry-run"),
        "brought_s": timed(first),
        "again_s": timed(first, "--complete"),
    }
    Account.objects.update(state=Account.State.ACTIVE)
    made["new_year_s"] = timed(later)
    made["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, value in made.items():
        print(f"{name:14} {value:10.1f}" + (f"   aim {AIM:g}" if name == "brought_s" else ""))
    return made


def timed(path: Path, *options: str) -> float:
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    began = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        call_command(
            "staff", "import", str(path), "--academy", "poitiers", *options, stdout=nowhere
        )
    return time.perf_counter() - began


def lines(people: int, *, moved: int) -> Iterator[str]:
    """The same people each time; of a hundred, `moved` have a post in another school."""
    from preau.formats.uai import check_letter  # noqa: PLC0415 -- beside the others

    chance = Random(3)
    yield "NUMEN;Nom;Prénom;Date de naissance;Catégorie;Fonction;UAI;Établissement;Date de début"
    for number in range(people):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        school = chance.randrange(SCHOOLS) + (SCHOOLS if number % 100 < moved else 0)
        code = f"086{school:04}"
        function = "Proviseur" if number % 60 == 0 else chance.choice(FUNCTIONS)
        yield (
            f"13E95{number:05}{chr(65 + number % 26)}BC;{family}{number % 4000};{given};"
            f"{1 + number % 28:02}/0{1 + number % 9}/{1960 + number % 40};Enseignant;"
            f"{function};{code}{check_letter(code)};Lycée {school};01/09/2020"
        )


if __name__ == "__main__":
    main()
