"""The console as a process beside the workers of `gatepost run`, which ends when its supervisor does."""

import json
import logging
import sys
from pathlib import Path

from gatepost.console.serving import end_with, serve
from gatepost.errors import GatepostError
from gatepost.proxy.children import settings_told


def main() -> int:
    """Settings come by standard input as JSON; the argument is the pipe that closes with the supervisor."""
    settings, alive = json.loads(settings_told()), int(sys.argv[1])
    logging.basicConfig(level=logging.WARNING, format="console: %(message)s")
    end_with(alive)
    try:
        serve(
            settings["host"],
            settings["port"],
            var=Path(settings["var"]),
            store=settings["store"],
            tell=_tell,
        )
    except GatepostError as error:
        sys.stderr.write(f"console: {error}\n")
        return 2
    return 0


def _tell(told: str) -> None:
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
