"""A person, as the gateway knows them -> their pseudonyms in every period whose key is still here.

Who asks for somebody's record knows their name and must not learn their pseudonyms by it, so these go into the request
and never onto a page. The rule to keep: a name that was typed here is neither recorded nor kept.
"""

from pathlib import Path

from gatepost.proxy.periods import known_periods, pseudonyms_of

LONGEST_PERSON = 256


def pseudonyms_of_person(var: Path, person: str) -> list[tuple[str, str]]:
    """Pseudonyms with their periods, oldest first."""
    keys = var / "keys"
    return [(pseudonyms_of(keys, period).of("principal", person), period) for period in known_periods(keys)]
