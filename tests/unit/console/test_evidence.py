"""Evidence: a sworn reviewer with their own key, in one session, for some minutes; and nothing in it ever runs."""

import json
from datetime import timedelta
from typing import Any

import pytest

from gatepost.console.accesses import accesses
from gatepost.console.openings import LASTS, MOST_BYTES, Openings, TooMuch
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.events.numbers import new_id
from gatepost.evidence.vault import Opened, evidence_in, keep, kept, reviewers_in
from gatepost.model import Event, Part, Where
from gatepost.model import Role as PartRole
from gatepost.sealing.readers import public_text
from gatepost.store.intake import Intake
from gatepost.testing import A_TUESDAY, FakeClock, a_finding, a_part
from tests.unit.console.conftest import Client, SignedIn, begin, fields
from tests.unit.events.making import a_decision_event, a_journal
from tests.unit.sealing.people import PASSPHRASE, a_key, a_locked, a_reader

ROSE, ADAM = a_key(1), a_key(2)
OPENS = {"key": a_locked(ROSE).decode(), "passphrase": PASSPHRASE, "reason": "review"}
SCRIPT = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n" + SCRIPT


def part(number: int, data: bytes, media_type: str = "text/html", name: str = "") -> Part:
    return a_part(name=name or f"media[{number}]", role=PartRole.ATTACHMENT, media_type=media_type, data=data)


PARTS = [
    part(0, PNG, "image/png"),
    part(1, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" + SCRIPT, "image/svg+xml"),
    part(2, SCRIPT, "text/html", '../../"><img src=x onerror=alert(1)>'),
    part(3, b"%PDF-1.7 " + SCRIPT, "text/html"),
]


@pytest.fixture(autouse=True)
def incident(console: Console) -> Event:
    """With four parts, sealed to one key, which is admitted."""
    folder = reviewers_in(console.var)
    folder.mkdir(parents=True)
    (folder / "rose.pub").write_text(public_text(ROSE.public_key))
    event_id = new_id(A_TUESDAY)
    sealed = keep(evidence_in(console.var), event_id, PARTS, [a_reader(ROSE), a_reader(ADAM)])
    found = a_finding("corporate-symbol:flag", where=Where(part="media[0]", box=(12, 8, 210, 96)))
    event = a_decision_event(id=event_id, evidence=sealed, findings=[found])
    with a_journal(console.journals) as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    return event


def place(event: Event) -> str:
    return f"/incidents/{event.id}/evidence"


def unseal(client: Client, console: Console, event: Event, **changes: str) -> Any:
    return client.post(place(event), data=fields(client, console, **OPENS | changes))


def addresses(page: str) -> list[str]:
    return [piece.partition('"')[0] for piece in page.split('="') if piece.startswith("/evidence/")]


def done(console: Console) -> list[str]:
    return [access.did for access in reversed(accesses(console.journals)) if access.did.startswith("evidence")]


def test_a_sworn_reviewer_opens_it_and_it_is_on_record_before_it_is_shown(
    console: Console, signed_in: SignedIn, incident: Event
):
    reviewer = signed_in(Role.REVIEWER)
    assert "4 parts are sealed" in reviewer.get(f"/incidents/{incident.id}").text
    assert unseal(reviewer, console, incident).headers["location"] == place(incident)
    page = reviewer.get(place(incident)).text
    assert '<rect x="12" y="8" width="210" height="96"/>' in page
    (opened,) = accesses(console.journals, did="evidence-opened")
    assert (opened.about, opened.more["reason"], opened.more["parts"]) == (incident.id, "review", 4)
    assert reviewer.get(addresses(page)[0]).content == PNG


def test_what_strangers_sent_is_shown_inert(console: Console, signed_in: SignedIn, incident: Event):
    reviewer = signed_in(Role.REVIEWER)
    unseal(reviewer, console, incident)
    page = reviewer.get(place(incident)).text
    assert "<script>alert" not in page
    assert "onload='" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("<img") == 1
    kinds = {}
    for address in addresses(page):
        headers = reviewer.get(address).headers
        kinds[address.rpartition("/")[2], headers["content-type"]] = headers.get("content-disposition", "")
        assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
    assert kinds.pop(("1", "image/png")) == ""
    ((kind, saved),) = kinds.items()
    assert kind == ("file", "application/octet-stream")
    assert saved.startswith("attachment; filename=")


def test_a_saved_file_has_a_name_of_ours_and_is_on_record(console: Console, signed_in: SignedIn, incident: Event):
    reviewer = signed_in(Role.REVIEWER)
    unseal(reviewer, console, incident)
    saved = [address for address in addresses(reviewer.get(place(incident)).text) if address.endswith("file")]
    names = [reviewer.get(address).headers["content-disposition"].partition("filename=")[2] for address in saved]
    assert [name.rpartition(".")[2] for name in names] == ['png"', 'bin"', 'bin"', 'pdf"']
    assert not any(bad in name for name in names for bad in ("..", "/", "<", "\\"))
    assert done(console) == ["evidence-opened", *["evidence-saved"] * 4]


@pytest.mark.parametrize(
    ("tried", "why"),
    [
        ({"passphrase": "not the passphrase"}, "locked"),
        ({"key": ""}, "locked"),
        ({"key": json.dumps(dict.fromkeys(("kind", "ops", "memory", "salt", "box"), 2**80))}, "locked"),
        ({"key": a_locked(ADAM).decode()}, "not-admitted"),
        ({"reason": " "}, "no-reason"),
    ],
    ids=["passphrase", "none", "forged", "not admitted", "no reason"],
)
def test_what_does_not_open_it_is_on_record(
    console: Console, signed_in: SignedIn, incident: Event, tried: dict[str, str], why: str
):
    reviewer = signed_in(Role.REVIEWER)
    answer = unseal(reviewer, console, incident, **tried)
    assert answer.status_code == 422
    assert PASSPHRASE not in answer.text
    assert [access.more["why"] for access in accesses(console.journals)[:1]] == [why]
    assert not addresses(reviewer.get(place(incident)).text)


def test_what_was_changed_or_put_beside_another_incident_does_not_open(
    console: Console, signed_in: SignedIn, incident: Event
):
    reviewer, (first, *_) = signed_in(Role.REVIEWER), kept(evidence_in(console.var), incident.id)
    first.write_bytes(first.read_bytes()[:-1])
    assert unseal(reviewer, console, incident).status_code == 422
    assert done(console) == ["evidence-opened", "evidence-refused"]


def test_who_may_not_open_it_sees_no_way_to_it(console: Console, signed_in: SignedIn, incident: Event):
    reviewer = signed_in(Role.REVIEWER, sworn=False)
    page = reviewer.get(f"/incidents/{incident.id}").text
    assert place(incident) not in page
    assert "section 6" in page
    assert unseal(reviewer, console, incident).status_code == 403
    assert done(console) == []


def test_another_session_finds_nothing_of_it_even_of_the_same_person(
    console: Console, signed_in: SignedIn, incident: Event
):
    reviewer = signed_in(Role.REVIEWER)
    unseal(reviewer, console, incident)
    (address, *_) = addresses(reviewer.get(place(incident)).text)
    reviewer.cookies.set(console.cookie, begin(console, Role.REVIEWER, login="another"))
    assert reviewer.get(address).status_code == 404
    assert not addresses(reviewer.get(place(incident)).text)


@pytest.mark.parametrize("ends", ["time", "closing", "signing out", "oath"])
def test_it_is_gone_when_it_is_over(
    console: Console, signed_in: SignedIn, incident: Event, clock: FakeClock, ends: str
):
    reviewer = signed_in(Role.REVIEWER)
    unseal(reviewer, console, incident)
    (address, *_) = addresses(reviewer.get(place(incident)).text)
    if ends == "time":
        clock.advance(LASTS)
    elif ends == "closing":
        reviewer.post(f"{place(incident)}/closing", data=fields(reviewer, console))
    elif ends == "signing out":
        reviewer.post("/sign-out", data=fields(reviewer, console))
        assert not console.openings._open
    else:
        reviewer.cookies.set(console.cookie, begin(console, Role.REVIEWER, login="other", sworn=False))
    assert reviewer.get(address).status_code in (303, 403, 404)


def test_an_address_names_a_part_that_is_open_and_no_file(console: Console, signed_in: SignedIn, incident: Event):
    reviewer = signed_in(Role.REVIEWER)
    unseal(reviewer, console, incident)
    opening = addresses(reviewer.get(place(incident)).text)[0].split("/")[2]
    for number in ("0", "5", "-1", "1.0", "²", "9" * 5000, "..%2f..%2fkeys%2fjournal.pem", "%00", "one"):
        for address in (f"/evidence/{opening}/{number}", f"/evidence/{opening}/{number}/file", f"/evidence/{number}/1"):
            assert reviewer.get(address).status_code == 404, address
        assert reviewer.get(f"/incidents/{number}/evidence").status_code == 404, number


def test_what_is_no_picture_is_not_shown_as_one(console: Console, signed_in: SignedIn, incident: Event):
    reviewer = signed_in(Role.REVIEWER)
    unseal(reviewer, console, incident)
    opening = addresses(reviewer.get(place(incident)).text)[0].split("/")[2]
    assert [reviewer.get(f"/evidence/{opening}/{number}").status_code for number in (2, 3, 4)] == [404] * 3


def opened(size: int) -> Opened:
    return Opened(part="media[0]", media_type="image/png", content=bytes(size))


def test_memory_for_what_is_open_has_an_end_and_is_given_back():
    openings = Openings()
    openings.add("one", "a", [opened(MOST_BYTES - 10)], A_TUESDAY)
    with pytest.raises(TooMuch):
        openings.add("two", "b", [opened(11)], A_TUESDAY)
    openings.close("one")
    openings.add("two", "b", [opened(11)], A_TUESDAY)
    assert openings.of_incident("one", "a", A_TUESDAY) is None


def test_what_is_over_leaves_memory_though_nobody_asks(monkeypatch: pytest.MonkeyPatch):
    waits: list[tuple[float, Any, Any]] = []

    class Timer:
        daemon = False

        def __init__(self, seconds: float, then: Any, given: Any) -> None:
            waits.append((seconds, then, given))

        def start(self) -> None:
            assert self.daemon, "it would keep the process from ending"

    monkeypatch.setattr("gatepost.console.openings.threading.Timer", Timer)
    openings = Openings()
    made = openings.add("one", "a", [opened(10)], A_TUESDAY)
    ((seconds, then, given),) = waits
    assert timedelta(seconds=seconds) == LASTS
    then(*given)
    assert openings.by_id("one", made.id, A_TUESDAY) is None
