"""The keys of pseudonyms, one a period: made by whichever process comes first, found again, destroyed for good.

The rule to keep: with a key go all the sealed names of its period (`reveal/names.py`), before the key does. What is
destroyed half is destroyed whole by doing it again.
"""

from pathlib import Path

from gatepost.events.disk import force_folder
from gatepost.events.periods import is_period
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.proxy.keys import secret
from gatepost.reveal.names import names_of


def pseudonyms_of(keys: Path, period: str) -> Pseudonyms:
    """The names of a period; its key is made when there is none yet."""
    return Pseudonyms(secret(_file(keys, period)), period)


def known_periods(keys: Path) -> tuple[str, ...]:
    """The periods whose keys are here, oldest first."""
    found = (path.name.removeprefix("pseudonyms-").removesuffix(".key") for path in keys.glob("pseudonyms-*.key"))
    return tuple(sorted(filter(is_period, found)))


def destroy_period(var: Path, period: str) -> int:
    """Remove a period's key and whatever leads its pseudonyms back; how many files that were."""
    files = [*names_of(var, period), *filter(Path.exists, [_file(var / "keys", period)])]
    for path in files:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in files}:
        force_folder(folder)
    return len(files)


def _file(keys: Path, period: str) -> Path:
    return keys / f"pseudonyms-{period}.key"
