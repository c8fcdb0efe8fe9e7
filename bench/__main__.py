"""`python -m bench`: all parts, one after the other, or the one that is named."""

import argparse
import sys
from typing import Protocol

from bench import accuracy, copies, detection, faces, films, pictures, readers, reading, speed, state, uploads
from bench.disclosure import measure as disclosure
from bench.store import measure as store
from bench.symbols import measure


class _Run(Protocol):
    def __call__(self, *, quick: bool) -> None: ...


_PARTS: dict[str, _Run] = {
    "symbols": measure.run,
    "pictures": pictures.run,
    "faces": faces.run,
    "copies": copies.run,
    "films": films.run,
    "reading": reading.run,
    "readers": readers.run,
    "disclosure": disclosure.run,
    "store": store.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=("all", "speed", "detection", *_PARTS, "state", "uploads", "accuracy"),
        default="all",
    )
    parser.add_argument(
        "--part",
        action="append",
        default=[],
        choices=[part.name for part in speed.PARTS],
        help="only this part of the speed measurements (may be given again)",
    )
    parser.add_argument("--quick", action="store_true", help="one short round: shows that it runs, measures nothing")
    arguments = parser.parse_args()
    if arguments.what in {"all", "speed"}:
        rounds, seconds = (1, 1.0) if arguments.quick else (5, 5.0)
        speed.run(arguments.part, rounds=rounds, seconds=seconds)
    if arguments.what in {"all", "detection"}:
        detection.run(quick=arguments.quick)
    for name, run in _PARTS.items():
        if arguments.what in {"all", name}:
            run(quick=arguments.quick)
    if arguments.what in {"all", "state"}:
        state.run(quick=arguments.quick)
    if arguments.what in {"all", "uploads"}:
        uploads.run(megabytes=20 if arguments.quick else 200)
    if arguments.what in {"all", "accuracy"}:
        return accuracy.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
