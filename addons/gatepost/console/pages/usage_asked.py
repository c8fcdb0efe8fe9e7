"""What an account may see, and what an address asks for -> the division and the week of a page.

The rule to keep: a manager sees the divisions that the directory binds the account to, all below them, and the agency as a
whole; every page, file and report begins here. What is not understood of an address is left out; a division that is
another's is refused.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from starlette.exceptions import HTTPException

from gatepost.console.visit import Visit
from gatepost.disclosure.divisions import AGENCY, Divisions

_LONGEST = 200


def within_reach(bound: Sequence[str], divisions: Divisions) -> tuple[str, ...]:
    """The divisions of an account and all below them, each after the one above it.

    One that was not in the directory of that week comes last: it has no figures, and pages show the level above.
    """
    stretches = [(divisions.places[name], divisions.ends[name]) for name in bound if name in divisions.places and name]
    known = [name for name, place in divisions.places.items() if any(first <= place < end for first, end in stretches)]
    unknown = (name for name in bound if name and name not in divisions.places)
    return (*sorted(known, key=divisions.place), *dict.fromkeys(unknown))


def asked_division(visit: Visit, mine: Sequence[str]) -> str:
    """The one that the address names: the agency is `division=`. Without any, the first of the account's own."""
    named = visit.request.query_params.get("division")
    if named is None:
        return next((name for name in visit.known.divisions if name), AGENCY)
    if named != AGENCY and named not in mine:
        visit.record("denied", page=visit.request.url.path)
        raise HTTPException(403)
    return named


def asked_day(visit: Visit, name: str, choices: Collection[date], usual: Collection[date] = ()) -> date | None:
    """The day that the address names, if it is one of these; else the latest of the usual ones, or of all."""
    written = visit.request.query_params.get(name, "")[:_LONGEST]
    chosen = next((day for day in choices if day.isoformat() == written), None)
    return chosen or max(usual or choices, default=None)


def indented(mine: Sequence[str], divisions: Divisions) -> Mapping[str, int]:
    """How many of those in the list stand above each one of them."""
    return {name: sum(above in mine for above in divisions.upwards(name) if above != name) for name in mine}


def below(division: str, mine: Sequence[str], divisions: Divisions) -> Sequence[str]:
    """Those of an account's that are next under a division; under the agency, those under no other of them."""
    if division == AGENCY:
        return [name for name, above in indented(mine, divisions).items() if not above]
    return [name for name in divisions.children.get(division, ()) if name in mine]
