"""Reviewing, as a browser and as somebody hostile asks for it."""

import csv
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import yaml

from gatepost.console.accesses import accesses
from gatepost.console.asked import CHOICES
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.events.record import mistake_event, outcome_event, policy_event
from gatepost.model import Action, Event, Use, Where
from gatepost.policy.cases import load_cases
from gatepost.store.intake import Intake
from gatepost.testing import A_TUESDAY, a_finding, a_post, a_principal
from tests.unit.console.conftest import ON_BOTH, SignedIn, fields
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match

pytestmark = ON_BOTH

HOUR = timedelta(hours=1)
EVIL = """"><img src=x onerror=alert(1)>{{7*7}}';--"""
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;{{7*7}}"


def _blocked(**changes: object) -> Event:
    return a_decision_event(**{"at": A_TUESDAY, **changes})


@pytest.fixture
def blocked() -> Event:
    return _blocked()


@pytest.fixture
def coached() -> Event:
    at = A_TUESDAY + HOUR
    decision = a_decision(Action.COACH, use=Use.PROFESSIONAL, matched=(a_match("respect", Action.COACH),))
    post = a_post(at=at, platform="reddit", principal=a_principal(division="Census"))
    return _blocked(
        at=at, post=post, decision=decision, findings=[a_finding("profanity:strong", excerpt="what [profanity]")]
    )


@pytest.fixture(autouse=True)
def store(console: Console, blocked: Event, coached: Event) -> None:
    _add(console, blocked, coached)


def _add(console: Console, *events: Event) -> None:
    with a_journal(console.journals) as journal:
        for event in events:
            journal.append(event)
    Intake(console.db, console.journals).take_in()


def _number(event: Event) -> str:
    return str(event.fields["number"])


def test_the_list_has_what_the_filter_finds_and_keeps_it_in_the_address(
    signed_in: SignedIn, blocked: Event, coached: Event
):
    reviewer = signed_in(Role.REVIEWER)
    everything = reviewer.get("/incidents").text
    assert _number(blocked) in everything
    assert _number(coached) in everything
    for wanted in (
        "action=coach",
        "rule=respect",
        "platform=reddit",
        "division=Census",
        "label=profanity",
        "use=professional",
        "text=RESP",
    ):
        some = reviewer.get(f"/incidents?{wanted}").text
        assert _number(coached) in some, wanted
        assert _number(blocked) not in some, wanted
    assert 'name="text" maxlength="200" value="RESP"' in some


@pytest.mark.parametrize(
    "value",
    ["' OR '1'='1", "x'); DROP TABLE events;--", "\0", b"\xed\xa0\xbd", "9" * 3000, EVIL],
    ids=["or", "drop", "nul", "half a pair", "long", "script"],
)
def test_no_filter_says_anything_to_the_database_or_the_page(signed_in: SignedIn, blocked: Event, value: str | bytes):
    reviewer = signed_in(Role.REVIEWER)
    everything = dict.fromkeys((*CHOICES, "since", "until", "text", "before", "opened"), value)
    for asked in (everything, {"text": value}, {"division": value}):
        answer = reviewer.get(f"/incidents?{urlencode(asked)}")
        assert answer.status_code == 200
        assert "<img" not in answer.text
    assert reviewer.get(f"/incidents/arrivals/x?{urlencode(everything)}").status_code == 404
    assert _number(blocked) in reviewer.get("/incidents").text


def test_nothing_that_an_outsider_wrote_becomes_a_part_of_the_page(signed_in: SignedIn, console: Console):
    at = A_TUESDAY + 2 * HOUR
    evil = _blocked(
        at=at,
        post=a_post(at=at, platform=EVIL, endpoint=EVIL, reply_to=EVIL, principal=a_principal(division=EVIL)),
        findings=[a_finding(f"classification:{EVIL}", excerpt=EVIL, details=((EVIL, EVIL),))],
        decision=a_decision(matched=(a_match(EVIL, guideline=EVIL),)),
    )
    told = mistake_event(evil.id, at=at, number="7Q3F-K2MM", comment=EVIL, principal="emp-1", pseudonyms=PSEUDONYMS)
    _add(console, evil, told)
    reviewer = signed_in(Role.REVIEWER)
    for path in ("/incidents", f"/incidents/{evil.id}", f"/incidents?{urlencode({'rule': EVIL})}"):
        page = reviewer.get(path).text
        assert "<img" not in page, path
        assert ESCAPED in page, path


def test_one_incident_says_what_the_record_has_and_looking_is_on_record(
    signed_in: SignedIn, console: Console, blocked: Event
):
    _add(console, outcome_event(blocked.id, at=A_TUESDAY + HOUR, upstream_status=418, attempts=7))
    page = signed_in(Role.REVIEWER).get(f"/incidents/{blocked.id}").text
    for told in (
        "[classification]: survey tables",
        "confidentiality-markings",
        "418",
        "2026.1",
        "high",
        str(blocked.fields["principal"]),
    ):
        assert told in page, told
    assert "<dd>7</dd>" in page
    assert [access.about for access in accesses(console.journals, did="viewed") if access.about] == [blocked.id]


def _in_force(console: Console) -> None:
    """The policy that decided all incidents here, on record."""
    rules = [
        {
            "rule": "confidentiality-markings",
            "title": {"en": "Security markings", "fr": "Cotes de sécurité"},
            "when": {"finding": ["classification"], "no_finding": ["disclaimer"]},
        }
    ]
    details = {"policy": {"version": "2026.1", "digest": "d" * 64}, "rules": rules}
    _add(console, policy_event("loaded", at=A_TUESDAY, gateway={"node": "n", "worker": "1"}, details=details))


def test_an_incident_says_why_in_words_and_draws_where(signed_in: SignedIn, console: Console):
    at = A_TUESDAY + 2 * HOUR
    told = (("digits", "9"), ("check", "valid"), ("cue", "nas"), ("before", "12"), ("suffix", "none"))
    where = Where(part="media[0]", page=3, box=(12, 8, 210, 96))
    findings = [
        a_finding("personal-identifier:sin", details=told),
        a_finding("corporate-symbol:canada-wordmark", where=where, details=(("picture", "1200x630"),)),
    ]
    decision = a_decision(matched=(a_match(findings=(findings[1],)),))
    event = _blocked(at=at, post=a_post(at=at), findings=findings, decision=decision)
    _add(console, event)
    reviewer = signed_in(Role.REVIEWER)
    unexplained = reviewer.get(f"/incidents/{event.id}").text
    assert "titles and conditions are not known here" in unexplained
    _in_force(console)
    page = reviewer.get(f"/incidents/{event.id}").text
    for said in (
        "9 digits, check digit valid, cue “nas” 12 characters before, no business number suffix.",
        "There is no excerpt: the words around it would show what was found.",
        'viewBox="0 0 1200 630"',
        '<rect class="box" x="12" y="8" width="210" height="96"',
        "<strong>Security markings</strong>",
        '<a href="#found-2">an official symbol of the agency or the government (2)</a>',
        "It applies when all of this holds: one of these is found: a security marking; none of these is found: ",
    ):
        assert said in page, said
    assert "titles and conditions are not known here" not in page
    reviewer.cookies.set("gatepost-language", "fr")
    french = reviewer.get(f"/incidents/{event.id}").text.replace("\u00a0", " ")
    assert "9 chiffres, chiffre de contrôle valide, indice « nas » 12 caractères avant" in french
    assert "<strong>Cotes de sécurité</strong>" in french


def test_a_rule_is_found_by_its_title_in_either_language(signed_in: SignedIn, console: Console, blocked: Event):
    _in_force(console)
    reviewer = signed_in(Role.REVIEWER)
    for text in ("Security mark", "SECURITE cotes", "confidentiality-", "cotes"):
        assert _number(blocked) in reviewer.get("/incidents", params={"text": text}).text, text
    for text in ("Security cotes", "markings of the moon"):
        assert _number(blocked) not in reviewer.get("/incidents", params={"text": text}).text, text


def test_an_adviser_opens_one_incident_by_its_number_and_sees_nothing_of_the_person(
    signed_in: SignedIn, blocked: Event
):
    adviser = signed_in(Role.ADVISER)
    assert adviser.get("/incidents").status_code == 403
    assert adviser.get(f"/incidents/{blocked.id}").status_code == 404
    page = adviser.get(f"/incidents/{_number(blocked)}")
    assert "[classification]: survey tables" in page.text
    assert str(blocked.fields["principal"]) not in page.text
    assert "/triage" not in page.text


def test_a_number_is_read_as_people_say_it(signed_in: SignedIn, console: Console, blocked: Event):
    adviser = signed_in(Role.ADVISER)
    found = adviser.post("/incident", data=fields(adviser, console, number=_number(blocked).lower().replace("-", " ")))
    assert found.headers["location"] == f"/incidents/{_number(blocked)}"
    assert adviser.post("/incident", data=fields(adviser, console, number=EVIL)).status_code == 422


def test_triage_keeps_who_when_and_why_and_is_a_filter(signed_in: SignedIn, console: Console, blocked: Event):
    reviewer = signed_in(Role.REVIEWER, login="r.gagnon")
    said = fields(reviewer, console, state="false-positive", note=EVIL)
    assert reviewer.post(f"/incidents/{blocked.id}/triage", data=said).status_code == 303
    page = reviewer.get(f"/incidents/{blocked.id}").text
    assert "false positive – r.gagnon" in page
    assert ESCAPED in page
    assert _number(blocked) in reviewer.get("/incidents?state=false-positive").text
    assert _number(blocked) not in reviewer.get("/incidents?state=new").text
    assert [access.about for access in accesses(console.journals, did="triaged")] == [blocked.id]


def test_many_are_triaged_at_once_and_only_those_that_are_there(
    signed_in: SignedIn, console: Console, blocked: Event, coached: Event
):
    reviewer = signed_in(Role.REVIEWER)
    keys = [f"{event.at.isoformat()}_{event.id}" for event in (blocked, coached)]
    keys += [f"{blocked.at.isoformat()}_00000000-0000-0000-0000-000000000000", "nonsense"]
    said = fields(reviewer, console, set="closed", incident=keys, action="coach", note="seen")
    assert reviewer.post("/incidents/triage", data=said).headers["location"] == "/incidents?action=coach"
    closed = reviewer.get("/incidents?state=closed").text
    assert _number(blocked) in closed
    assert _number(coached) in closed
    assert len(accesses(console.journals, did="triaged")) == 2


def test_a_form_from_elsewhere_judges_nothing(signed_in: SignedIn, console: Console, blocked: Event):
    reviewer = signed_in(Role.REVIEWER)
    for path in (
        f"/incidents/{blocked.id}/triage",
        "/incidents/triage",
        "/incidents/export",
        f"/incidents/{blocked.id}/example",
    ):
        assert reviewer.post(path, data={"state": "closed", "form_token": "x"}).status_code == 403
    assert not accesses(console.journals, did="triaged")


def test_reports_of_mistakes_come_first(signed_in: SignedIn, console: Console, blocked: Event):
    told = mistake_event(
        blocked.id,
        at=A_TUESDAY,
        number=_number(blocked),
        comment="It is a bike lane",
        principal="emp-1",
        pseudonyms=PSEUDONYMS,
    )
    _add(console, told)
    page = signed_in(Role.REVIEWER).get("/incidents").text
    assert page.index("It is a bike lane") < page.index("Newest first")


def test_what_came_since_is_told_as_a_number_until_nobody_looks_any_more(
    signed_in: SignedIn, console: Console, blocked: Event
):
    reviewer, now = signed_in(Role.REVIEWER), console.clock.now()
    after = f"/incidents/arrivals/{blocked.at.isoformat()}_{blocked.id}"
    fresh = reviewer.get(after, params={"opened": now.isoformat()})
    assert fresh.status_code == 200
    assert "1 new incident<" in fresh.text
    assert not reviewer.get(after, params={"opened": now.isoformat(), "rule": "other"}).text.strip()
    assert reviewer.get(after, params={"opened": (now - HOUR).isoformat()}).status_code == 286


@pytest.mark.parametrize("form", ["csv", "jsonl", "ocsf"])
def test_an_export_has_what_the_filter_finds(signed_in: SignedIn, console: Console, coached: Event, form: str):
    reviewer = signed_in(Role.REVIEWER)
    answer = reviewer.post("/incidents/export", data=fields(reviewer, console, format=form, action="coach"))
    assert answer.headers["content-disposition"].startswith("attachment")
    lines = answer.text.splitlines()
    found = list(csv.DictReader(lines)) if form == "csv" else [json.loads(line) for line in lines]
    assert len(found) == 1
    assert coached.id in answer.text
    assert accesses(console.journals, did="exported")


def test_a_spreadsheet_executes_nothing_of_an_export(signed_in: SignedIn, console: Console):
    formula = "=HYPERLINK(1)"
    _add(console, _blocked(post=a_post(platform=formula, principal=a_principal(division="@SUM(1)"))))
    reviewer = signed_in(Role.REVIEWER)
    answer = reviewer.post("/incidents/export", data=fields(reviewer, console, format="csv"))
    cells = [cell for row in csv.reader(answer.text.splitlines()) for cell in row]
    assert f"'{formula}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_a_false_positive_becomes_an_example_that_a_policy_reads(signed_in: SignedIn, console: Console, blocked: Event):
    reviewer = signed_in(Role.REVIEWER)
    text = "Protected: bike lanes\n- 'on' Bank Street"
    said = fields(reviewer, console, text=text, expected="log")
    answer = reviewer.post(f"/incidents/{blocked.id}/example", data=said)
    (case,) = load_cases(answer.text, file="examples.yaml", now=A_TUESDAY)
    assert case.text == text
    assert case.expect.absent == tuple(yaml.safe_load(answer.text)[0]["expect"]["absent"])
    assert case.expect.absent
    assert "bike lanes" not in str(accesses(console.journals))
