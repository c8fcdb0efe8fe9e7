"""`make fuzz`: damaged files by the hundred thousand through the readers, each in a child that may die of it.

    python -m tests.reading.fuzz --inputs 100000 --minutes 20 --children 2

Exit code 1 where an exception got out of the reader. Every file is made again by its number (`--show NUMBER`).
"""

import argparse
import os
import random
import sys
from collections import Counter
from pathlib import Path

from tests.reading.children import Child
from tests.reading.fuzz.mutating import mutated
from tests.reading.fuzz.rounds import SECONDS, Tally, fuzz, small_seeds

KEPT = Path("var/fuzz")


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--children", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--start", type=int, default=random.randrange(10**9), help="the first number")  # noqa: S311
    parser.add_argument("--show", type=int, metavar="NUMBER", help="read this one, and write it to the folder")
    arguments = parser.parse_args()
    if arguments.show is not None:
        return _show(arguments.show)
    print(f"from number {arguments.start} on; files that kill a child are kept in {KEPT}", flush=True)
    seconds = 60 * arguments.minutes
    tally = fuzz(arguments.inputs, seconds, start=arguments.start, children=arguments.children, keep=KEPT)
    _print(tally)
    return 1 if tally.raised else 0


def _show(number: int) -> int:
    data, child = mutated(number, small_seeds()), Child()
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{number}.bin").write_bytes(data)
    print(child.ask(data, SECONDS))
    child.close()
    return 0


def _print(tally: Tally) -> None:
    print(f"{tally.files} files, each answered; {tally.clean} seen whole")
    print(
        f"slowest {tally.slowest[0]:.2f} s (number {tally.slowest[1]}), most memory {tally.largest[0]:.0f} MB (number {tally.largest[1]})"
    )
    for title, counts in (
        ("not seen whole, by reason", tally.unseen),
        ("children that died", tally.died),
        ("exceptions out of the reader", tally.raised),
        ("exceptions told as corrupt", tally.hidden),
    ):
        _table(title, counts)


def _table(title: str, counts: Counter[str]) -> None:
    print(f"\n{title}: {counts.total()}")
    for name, number in counts.most_common(40):
        print(f"  {number:7}  {name}")


if __name__ == "__main__":
    sys.exit(main())
