"""`python -m bench`: speed, detection, symbols, pictures, reading, readers, uploads, accuracy, each also alone."""

import argparse
import sys

from bench import accuracy, detection, pictures, readers, reading, speed, uploads
from bench.symbols import measure


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=("all", "speed", "detection", "symbols", "pictures", "reading", "readers", "uploads", "accuracy"),
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
    if arguments.what in {"all", "symbols"}:
        measure.run(quick=arguments.quick)
    if arguments.what in {"all", "pictures"}:
        pictures.run(quick=arguments.quick)
    if arguments.what in {"all", "reading"}:
        reading.run(quick=arguments.quick)
    if arguments.what in {"all", "readers"}:
        readers.run(quick=arguments.quick)
    if arguments.what in {"all", "uploads"}:
        uploads.run(megabytes=20 if arguments.quick else 200)
    if arguments.what in {"all", "accuracy"}:
        return accuracy.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
