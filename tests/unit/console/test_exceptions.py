"""Exceptions, from a false positive to the file that the policy takes over: who may do what, and what is refused."""

import re
from datetime import timedelta
from typing import Any

import pytest
import yaml

from gatepost import model
from gatepost.console.accesses import accesses
from gatepost.console.pages.exceptions import _SHIPPED_DAYS
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.model import Activity, Event
from gatepost.policy.agency import AgencyFile
from gatepost.policy.exceptions import FILE, load_exceptions
from gatepost.policy.rule import RuleFile
from gatepost.store import exceptions
from gatepost.store.intake import Intake
from gatepost.store.opening import reading
from gatepost.testing import FakeClock, a_finding, a_part, a_post
from tests.unit.cli.gateways import a_worker
from tests.unit.console.conftest import Client, SignedIn, begin, fields
from tests.unit.events.making import a_decision, a_decision_event, a_journal, a_match
from tests.unit.policy.folder import a_rule

RULE = "confidentiality-markings"
CONTENT = f"hmac-sha256:{'cd' * 32}"
EVIL = """"><img src=x onerror=alert(1)>{{7+7}}"""


@pytest.fixture
def refused(console: Console) -> Event:
    """A picture with a marking, a note of a few bytes, and a rule that looks at no finding."""
    picture = a_part("picture", name="media[0]", role=model.Role.ATTACHMENT, media_type="image/png")
    note = a_part("yes", name="media[1]", role=model.Role.ATTACHMENT)
    finding = a_finding(excerpt="[classification] bike lanes")
    matched = (a_match(findings=(finding,)), a_match("agreement", guideline="2.7"))
    event = a_decision_event(
        post=a_post(parts=(a_part(), picture, note)),
        findings=[finding],
        decision=a_decision(matched=matched),
        content=CONTENT,
    )
    with a_journal(console.journals) as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    return event


def a_form(**changes: Any) -> dict[str, Any]:
    values = {"rule": RULE, "content": "phrase", "phrase": " Protected  bike lanes ", "owner": "Web2Social"}
    return values | {"reason": "A street, and no marking", "until": "2026-12-24"} | changes


def proposed(client: Client, console: Console, event: Event, **changes: Any):
    return client.post(f"/incidents/{event.id}/exception", data=fields(client, console, **a_form(**changes)))


def sent(client: Client, console: Console, path: str, **values: Any):
    return client.post(f"/exceptions/{path}", data=fields(client, console, **values))


def another(client: Client, console: Console, login: str = "second") -> Client:
    client.cookies.set(console.cookie, begin(console, Role.REVIEWER, login=login))
    return client


def the_only(console: Console):
    with reading(console.db) as db:
        found = exceptions.one(db, 1)
    assert found is not None
    return found


def test_a_proposal_is_approved_by_another_and_handed_over_as_the_policy_reads_it(
    signed_in: SignedIn, console: Console, refused: Event
):
    first = signed_in(Role.REVIEWER)
    form = first.get(f"/incidents/{refused.id}/exception").text
    assert f'href="/incidents/{refused.id}/exception"' in first.get(f"/incidents/{refused.id}").text
    assert re.findall(r"<option[^>]*>([^<]+)</option>", form) == [RULE]
    assert proposed(first, console, refused).headers["location"] == "/exceptions"
    mine = first.get("/exceptions").text
    assert "It is your own: another reviewer decides on it." in mine
    assert 'value="approve"' not in mine
    assert sent(first, console, "decision", exception="1", answer="approve").status_code == 409
    assert the_only(console).state == "proposed"

    second = another(first, console)
    assert "Protected bike lanes" in second.get("/exceptions").text
    assert sent(second, console, "decision", exception="1", answer="approve").status_code == 303
    assert "approved by a second reviewer" in second.get(f"/incidents/{refused.id}/exception").text
    answer = sent(second, console, "file")
    assert answer.headers["content-disposition"] == 'attachment; filename="exceptions.yaml"'
    assert yaml.safe_load(answer.text)["exceptions"] == [
        {
            "id": "exception-1",
            "rule": RULE,
            "phrase": "Protected bike lanes",
            "owner": "Web2Social",
            "reason": "A street, and no marking",
            "since": "2026-11-24",
            "until": "2026-12-24",
            "event": refused.id,
        }
    ]
    did = [access.did for access in accesses(console.journals) if access.did.startswith("exception-")]
    assert did == ["exception-approved", "exception-approved", "exception-proposed"]


@pytest.mark.parametrize("which", [CONTENT, "sha256:"])
def test_a_digest_is_one_that_the_record_has_and_keeps_no_words(
    signed_in: SignedIn, console: Console, refused: Event, which: str
):
    reviewer = signed_in(Role.REVIEWER)
    offered = re.findall(r'name="content" value="([^"]+)"', reviewer.get(f"/incidents/{refused.id}/exception").text)
    assert len(offered) == 3  # the note's digest is keyed by period, and would be another one tomorrow
    digest = next(value for value in offered if value.startswith(which))
    assert proposed(reviewer, console, refused, content=digest).status_code == 303
    kept = the_only(console)
    assert (kept.kind, kept.value) == ("digest", digest)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rule": "agreement"}, "Choose one of the rules"),
        ({"rule": EVIL}, "Choose one of the rules"),
        ({"content": ""}, "Choose what it is known by"),
        ({"content": f"sha256:{'00' * 32}"}, "Choose what it is known by"),
        ({"phrase": "to *"}, "A phrase has"),
        ({"phrase": "short"}, "A phrase has"),
        ({"phrase": " \u200b" * 30}, "A phrase has"),
        ({"phrase": "protected " * 30}, "A phrase has"),
        ({"owner": "  "}, "Say who answers"),
        ({"reason": "x" * 501}, "Say who answers"),
        ({"until": "2026-11-24"}, "Choose a last day"),
        ({"until": "2027-02-22"}, "Choose a last day"),
        ({"until": "soon"}, "Choose a last day"),
        ({"until": "9999-12-31"}, "Choose a last day"),
    ],
)
def test_what_the_policy_would_not_take_is_refused_and_the_words_stay_in_the_form(
    signed_in: SignedIn, console: Console, refused: Event, changes: dict[str, str], told: str
):
    answer = proposed(signed_in(Role.REVIEWER), console, refused, **changes)
    assert answer.status_code == 422
    assert told in answer.text
    assert "<img" not in answer.text
    assert 'value="Web2Social"' in answer.text or "owner" in changes
    with reading(console.db) as db:
        assert exceptions.waiting(db) == []


def test_the_policy_says_how_long_an_exception_may_be(signed_in: SignedIn, console: Console, refused: Event):
    assert timedelta(days=_SHIPPED_DAYS) == AgencyFile.model_fields["longest_exception"].default
    a_worker(console.var, exception_days=7)
    reviewer = signed_in(Role.REVIEWER)
    assert 'max="2026-11-30"' in reviewer.get(f"/incidents/{refused.id}/exception").text
    assert proposed(reviewer, console, refused, until="2026-12-01").status_code == 422
    assert proposed(reviewer, console, refused, until="2026-11-30").status_code == 303


def test_what_is_handed_over_loads_as_a_policy_and_ends(
    signed_in: SignedIn, console: Console, refused: Event, clock: FakeClock
):
    reviewer = signed_in(Role.REVIEWER)
    proposed(reviewer, console, refused, reason=f"{EVIL}: '\n- {{a: b}}\u2028# no")
    sent(another(reviewer, console), console, "decision", exception="1", answer="approve")
    written = sent(reviewer, console, "file").text
    rule = RuleFile.model_validate(a_rule(id=RULE))
    assert load_exceptions({FILE: written}, [rule], timedelta(days=90), "America/Toronto").by_id.keys() == {
        "exception-1"
    }
    clock.advance(timedelta(days=31))
    token = begin(console, Role.REVIEWER, login="third")
    reviewer.cookies.set(console.cookie, token)
    assert "Nothing is excepted." in reviewer.get("/exceptions").text
    assert yaml.safe_load(sent(reviewer, console, "file").text) == {"exceptions": []}


def test_what_is_withdrawn_is_handed_over_no_more(signed_in: SignedIn, console: Console, refused: Event):
    reviewer = signed_in(Role.REVIEWER)
    proposed(reviewer, console, refused)
    sent(another(reviewer, console), console, "decision", exception="1", answer="approve")
    assert sent(reviewer, console, "withdrawal", exception="1").status_code == 303
    assert yaml.safe_load(sent(reviewer, console, "file").text) == {"exceptions": []}
    assert sent(reviewer, console, "decision", exception="1", answer="approve").status_code == 409


@pytest.mark.parametrize("number", ["", "0", "2", "-1", "1 OR 1=1", "\u0661", "9" * 10, EVIL])
def test_a_form_about_nothing_changes_nothing(signed_in: SignedIn, console: Console, refused: Event, number: str):
    reviewer = signed_in(Role.REVIEWER)
    proposed(reviewer, console, refused)
    for path in ("decision", "withdrawal"):
        assert sent(reviewer, console, path, exception=number, answer="approve").status_code == 404
    assert sent(another(reviewer, console), console, "decision", exception="1", answer="burn").status_code == 404
    assert the_only(console).state == "proposed"


def test_what_was_typed_is_no_part_of_a_page(signed_in: SignedIn, console: Console, refused: Event):
    reviewer = signed_in(Role.REVIEWER)
    proposed(reviewer, console, refused, phrase=EVIL, owner=EVIL, reason=EVIL)
    for path in ("/exceptions", f"/incidents/{refused.id}/exception"):
        page = reviewer.get(path).text
        assert "<img" not in page
    assert "&lt;img" in reviewer.get("/exceptions").text


def test_a_private_message_has_no_digest_to_choose(signed_in: SignedIn, console: Console):
    event = a_decision_event(post=a_post(activity=Activity.MESSAGE), content=CONTENT)
    with a_journal(console.journals) as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    form = signed_in(Role.REVIEWER).get(f"/incidents/{event.id}/exception").text
    assert re.findall(r'name="content" value="([^"]+)"( checked)?', form) == [("phrase", " checked")]


def test_it_is_all_in_french(signed_in: SignedIn, console: Console, refused: Event):
    reviewer = signed_in(Role.REVIEWER)
    reviewer.post("/language", data=fields(reviewer, console, language="fr", back="/"))
    assert "Une exception pour l’incident" in reviewer.get(f"/incidents/{refused.id}/exception").text
    assert "Une expression compte au moins" in proposed(reviewer, console, refused, phrase="x").text
    proposed(reviewer, console, refused)
    page = reviewer.get("/exceptions").text
    assert "24 décembre 2026" in page
    assert "C’est la vôtre" in page
