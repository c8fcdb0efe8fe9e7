"""From an incident to the proposal of an exception: content by a digest that the record has, or a phrase.

A digest says nothing of the words; a phrase is words, kept here and in the policy in clear, so it is the reviewer's own
choice and typed by them. The rule to keep: what could never be taken over by the policy is refused here, and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from starlette.responses import Response

from gatepost.console import accounts
from gatepost.console.pages.exceptions import longest
from gatepost.console.pages.incident import the_incident
from gatepost.console.translation import N_, ZONE
from gatepost.console.visit import Visit, sent_to
from gatepost.enrolment.phrases import LONGEST
from gatepost.events.stored import StoredEvent
from gatepost.policy.exceptions import SHORTEST, folded_phrase, is_digest
from gatepost.store import exceptions
from gatepost.store.exceptions import Proposal
from gatepost.store.handing_over import last_day, name_of
from gatepost.store.opening import reading, writing

_LONGEST_WORDS = 500
_DAY = timedelta(days=1)
_PHRASE = "phrase"
_NO_RULE = N_("Choose one of the rules that matched.")
_NO_CONTENT = N_("Choose what it is known by.")
_NO_PHRASE = N_("A phrase has 8 letters or digits at least, 200 characters at most, and no asterisk.")
_NO_WORDS = N_("Say who answers for it, and why: at most 500 characters each.")
_NO_DAY = N_("Choose a last day between tomorrow and the latest that the policy allows.")
STATES = {
    "proposed": N_("waits for a second reviewer"),
    "approved": N_("approved by a second reviewer"),
    "refused": N_("refused by a second reviewer"),
    "withdrawn": N_("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest that the record has: of a part of the post, or of all of it (`part` is empty)."""

    part: str
    value: str


class Wrong(Exception):
    """Why a form proposes nothing, in the words of the page."""


def show(visit: Visit) -> Response:
    event = the_incident(visit)
    visit.record("viewed", about=event["id"], page="/exceptions")
    return _page(visit, event)


def propose(visit: Visit) -> Response:
    event = the_incident(visit)
    try:
        proposal = _proposal(visit, event)
    except Wrong as wrong:
        return _page(visit, event, str(wrong))
    visit.record("exception-proposed", about=event["id"], rule=proposal.rule, known_by=proposal.kind)
    with writing(visit.console.db) as db:
        exceptions.propose(db, proposal)
    return sent_to("/exceptions")


def _proposal(visit: Visit, event: StoredEvent) -> Proposal:
    """What the form says, as far as the policy could take it over."""
    rule, now = visit.field("rule"), visit.console.clock.now()
    if rule not in _rules(event):
        raise Wrong(_NO_RULE)
    kind, value = _content(visit, event)
    owner, reason = (visit.field(name, _LONGEST_WORDS + 1).strip() for name in ("owner", "reason"))
    if not all(0 < len(words) <= _LONGEST_WORDS for words in (owner, reason)):
        raise Wrong(_NO_WORDS)
    return Proposal(
        event=event["id"],
        rule=rule,
        kind=kind,
        value=value,
        owner=owner,
        reason=reason,
        at=now,
        expires=_expires(visit),
        proposed_by=visit.known.id,
    )


def _content(visit: Visit, event: StoredEvent) -> tuple[Literal["digest", "phrase"], str]:
    chosen = visit.field("content")
    if chosen in {digest.value for digest in _digests(event)}:
        return "digest", chosen
    if chosen != _PHRASE:
        raise Wrong(_NO_CONTENT)
    phrase = " ".join(visit.field("phrase", 2 * LONGEST).split())
    try:
        folded_phrase(phrase)
    except ValueError:
        raise Wrong(_NO_PHRASE) from None
    return "phrase", phrase


def _expires(visit: Visit) -> datetime:
    """The midnight after the day that the form says."""
    first, latest = _days(visit)
    try:
        day = date.fromisoformat(visit.field("until", 10))
    except ValueError:
        raise Wrong(_NO_DAY) from None
    if not first <= day <= latest:
        raise Wrong(_NO_DAY)
    return datetime.combine(day + _DAY, datetime.min.time(), ZONE)


def _days(visit: Visit) -> tuple[date, date]:
    """The first and the latest last day."""
    today = visit.console.clock.now().astimezone(ZONE).date()
    return today + _DAY, today + max(longest(visit) - _DAY, _DAY)


def _rules(event: StoredEvent) -> Sequence[str]:
    """Those that a finding made match; in events of before, which do not say, all but the catch-all."""
    matched = [match for match in event["matched"] if not match.get("catch_all")]
    found = [match for match in matched if match.get("findings")]
    return [str(match["rule"]) for match in found or matched]


def _digests(event: StoredEvent) -> Sequence[Digest]:
    """Those that stay the same when the content is posted again: the digest of a short file is keyed anew with each period."""
    media = [Digest(str(one["part"]), str(one["digest"])) for one in event.get("media", ())]
    files = [one for one in media if one.value.startswith("sha256:")]
    whole = [Digest("", str(event["content"]))] if event.get("content") else []
    return [one for one in (*whole, *files) if is_digest(one.value)]


def _page(visit: Visit, event: StoredEvent, wrong: str = "") -> Response:
    with reading(visit.console.db) as db:
        about = exceptions.about(db, event["id"])
    first, latest = _days(visit)
    return visit.page(
        "exception_proposal.html",
        status=422 if wrong else 200,
        wrong=wrong,
        event=event,
        about=about,
        rules=_rules(event),
        digests=_digests(event),
        given=visit.form,
        first=first.isoformat(),
        latest=latest.isoformat(),
        latest_day=latest,
        logins=accounts.logins(visit.console.db),
        name_of=name_of,
        last_day=lambda allowance: last_day(allowance, ZONE),
        STATES=STATES,
        SHORTEST=SHORTEST,
        LONGEST=LONGEST,
        LONGEST_WORDS=_LONGEST_WORDS,
    )
