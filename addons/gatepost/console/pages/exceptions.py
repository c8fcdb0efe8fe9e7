"""Exceptions: those that wait for a second reviewer, and those that are approved, as the policy takes them over.

Nothing here changes what the gate does: what is approved is handed over as a file. The rule to keep: who decides has it on
record first, and `store/exceptions.py` sees to it that nobody decides on their own proposal.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console import accounts
from gatepost.console.access import Did
from gatepost.console.translation import N_, ZONE
from gatepost.console.visit import Visit, sent_to
from gatepost.policy.exceptions import FILE
from gatepost.proxy.status import read_status
from gatepost.store import exceptions
from gatepost.store.exceptions import Allowance
from gatepost.store.handing_over import last_day, name_of, written
from gatepost.store.opening import reading, writing

_NUMBER = re.compile("[0-9]{1,9}")
_SHIPPED_DAYS = 90
_ANSWERS: Mapping[str, tuple[Literal["approved", "refused"], Did]] = {
    "approve": ("approved", "exception-approved"),
    "refuse": ("refused", "exception-refused"),
}
_TOO_LATE = N_("Somebody decided on this before you, or it is your own: another reviewer decides on it.")


def show(visit: Visit) -> Response:
    visit.record("viewed", page="/exceptions")
    return _page(visit)


def decide(visit: Visit) -> Response:
    """A second reviewer's word."""
    allowance, answer = _named(visit), visit.field("answer")
    if answer not in _ANSWERS:
        raise HTTPException(404)
    state, did = _ANSWERS[answer]
    visit.record(did, about=allowance.event, exception=name_of(allowance))
    with writing(visit.console.db) as db:
        done = exceptions.decide(db, allowance.id, state, by=visit.known.id, at=visit.console.clock.now())
    return sent_to("/exceptions") if done else _page(visit, _TOO_LATE)


def withdraw(visit: Visit) -> Response:
    """Any reviewer ends what is in force; a proposal, who made it."""
    allowance = _named(visit)
    visit.record("exception-withdrawn", about=allowance.event, exception=name_of(allowance))
    with writing(visit.console.db) as db:
        done = exceptions.withdraw(db, allowance.id, by=visit.known.id, at=visit.console.clock.now())
    return sent_to("/exceptions") if done else _page(visit, _TOO_LATE)


def download(visit: Visit) -> Response:
    """All that is in force, as the file of the policy."""
    visit.record("exported", page="/exceptions", format=FILE)
    with reading(visit.console.db) as db:
        found = exceptions.in_force(db, visit.console.clock.now())
    return Response(
        written(found, ZONE, longest(visit)),
        media_type="application/yaml",
        headers={"Content-Disposition": f'attachment; filename="{FILE}"'},
    )


def longest(visit: Visit) -> timedelta:
    """How long the policy lets an exception be: what the workers say, else what the shipped one does."""
    days = [worker.exception_days for worker in read_status(visit.console.var)]
    return timedelta(days=min(days, default=_SHIPPED_DAYS))


def _page(visit: Visit, wrong: str = "") -> Response:
    with reading(visit.console.db) as db:
        waiting = exceptions.waiting(db)
        in_force = exceptions.in_force(db, visit.console.clock.now())
    return visit.page(
        "exceptions.html",
        status=409 if wrong else 200,
        wrong=wrong,
        waiting=waiting,
        in_force=in_force,
        logins=accounts.logins(visit.console.db),
        name_of=name_of,
        last_day=lambda allowance: last_day(allowance, ZONE),
    )


def _named(visit: Visit) -> Allowance:
    """The one that a form is about."""
    number = visit.field("exception")
    with reading(visit.console.db) as db:
        found = exceptions.one(db, int(number)) if _NUMBER.fullmatch(number) else None
    if found is None:
        raise HTTPException(404)
    return found
