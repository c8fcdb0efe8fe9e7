import json
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.events import record
from gatepost.events.chain import payload
from gatepost.model import Account, Action, Activity, Event, ExceptionUsed, Role, Severity, Where
from gatepost.testing import A_TUESDAY, a_finding, a_part, a_post, a_principal
from tests.unit.events.making import GATEWAY, PSEUDONYMS, a_decision, a_decision_event, a_match

CONTRACT = {
    "number", "action", "enforced", "rule", "guideline", "severity", "matched", "use", "platform", "endpoint",
    "activity", "principal", "division", "findings", "media", "bytes", "work_time", "elapsed_ms", "policy", "gateway",
    "outcome",
}  # fmt: skip
OFFICIAL = Account(platform="x", handle="@StatCan_eng", official=True)


def written(event: Event) -> dict[str, object]:
    fields: dict[str, object] = json.loads(payload(event))
    return fields


def test_a_decision_has_every_field_of_the_contract():
    event = a_decision_event()
    assert event.fields.keys() >= CONTRACT
    assert written(event)["kind"] == "decision"
    assert event.fields["number"] == record.number_of(event.id)


def test_the_documentation_names_every_field():
    page = Path("docs/events.md").read_text()
    later = {"account", "reply_to", "upstream_status", "attempts", "justification", "findings_omitted", "mistakes"} | {
        "exceptions",
        "content",
    }
    assert [field for field in CONTRACT | later if f"`{field}`" not in page] == []


def test_a_decision_says_what_was_decided_and_why():
    fields = a_decision_event(
        decision=a_decision(matched=(a_match(), a_match("respect", Action.COACH, shadow=True)))
    ).fields
    assert fields["action"] == "block"
    assert (fields["rule"], fields["guideline"], fields["severity"]) == ("confidentiality-markings", "2.6", "high")
    assert fields["matched"] == [
        {"rule": "confidentiality-markings", "guideline": "2.6", "action": "block", "severity": "high"},
        {"rule": "respect", "guideline": "2.6", "action": "coach", "severity": "high", "shadow": True},
    ]
    assert fields["policy"] == {"version": "2026.1", "digest": "d" * 64}
    assert (fields["work_time"], fields["elapsed_ms"], fields["outcome"]) == (True, 1.234, "refused")


def test_the_catch_all_is_told_apart():
    match = a_match("everything-else", Action.LOG, catch_all=True, severity=Severity.LOW)
    fields = a_decision_event(decision=a_decision(Action.LOG, matched=(match,))).fields
    assert fields["matched"] == [
        {"rule": "everything-else", "guideline": "2.6", "action": "log", "severity": "low", "catch_all": True}
    ]


def test_nobody_is_named():
    text = payload(a_decision_event()).decode()
    assert "emp-104" not in text
    assert "maplefan77" not in text
    assert PSEUDONYMS.of("principal", "emp-104") in text


def test_no_word_of_the_post_is_on_record():
    post = a_post("PROTECTED B: the harvest of Dunmore", parts=(a_part("PROTECTED B: the harvest of Dunmore"),))
    assert "Dunmore" not in payload(a_decision_event(post=post)).decode()


def test_the_agency_s_own_accounts_are_in_clear():
    post = a_post(account=OFFICIAL, reply_to="@StatCan_Fra")
    fields = a_decision_event(post=post, official_accounts=frozenset({"@statcan_fra"})).fields
    assert (fields["account"], fields["reply_to"]) == ("@StatCan_eng", "@StatCan_Fra")


def test_other_accounts_are_pseudonyms_and_the_same_in_both_places():
    fields = a_decision_event(post=a_post(reply_to="@MapleFan77")).fields
    assert fields["account"] == fields["reply_to"]
    assert str(fields["account"]).startswith("a-")


def test_the_same_handle_on_another_platform_is_another_account():
    here = a_decision_event().fields["account"]
    there = a_decision_event(post=a_post(platform="reddit", account=Account(platform="reddit", handle="@maplefan77")))
    assert there.fields["account"] != here


def test_a_post_without_findings_leaves_no_account_and_no_reply_target():
    fields = a_decision_event(findings=[], post=a_post(account=OFFICIAL, reply_to="17")).fields
    assert not {"account", "reply_to"} & fields.keys()


def test_a_private_message_leaves_no_account_no_target_and_no_excerpt():
    post = a_post(activity=Activity.MESSAGE, account=OFFICIAL, reply_to="17")
    fields = a_decision_event(post=post).fields
    assert not {"account", "reply_to"} & fields.keys()
    assert json.loads(payload(a_decision_event(post=post)))["findings"][0]["excerpt"] is None


def test_attachments_are_told_by_type_size_and_digest():
    picture = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png", filename="Dunmore.png")
    assert a_decision_event(post=a_post(parts=(a_part(), picture))).fields["media"] == [
        {
            "part": "media[0]",
            "type": "image/png",
            "bytes": 25,
            "digest": "sha256:c02cfbe45131c8d703c538f10edbd69017dbaaf5ba0d7579b0376cbc41c93f88",
        }
    ]


def test_the_digest_of_a_short_text_file_cannot_be_guessed():
    note = a_part("yes", name="media[0]", role=Role.ATTACHMENT)
    event = a_decision_event(post=a_post(parts=(note,)))
    assert "hmac-sha256:" in payload(event).decode()


def test_a_finding_has_its_place():
    where = Where(part="media[0]", page=3, time=timedelta(seconds=1.5), box=(1, 2, 3, 4), span=(5, 6))
    assert record.finding_fields(a_finding(where=where, details=(("count", "7"),)))["where"] == {
        "part": "media[0]", "page": 3, "time_seconds": 1.5, "box": (1, 2, 3, 4), "span": (5, 6),
    }  # fmt: skip
    assert record.finding_fields(a_finding(details=(("count", "7"),)))["details"] == {"count": "7"}
    assert "details" not in record.finding_fields(a_finding())


def test_what_is_no_fact_is_not_on_record():
    known = a_finding(details=(("count", "7"), ("name", "Gwen"), ("digits", "046454286"), ("cue", "a@b.example")))
    assert record.finding_fields(known)["details"] == {"count": "7"}


def test_a_rule_names_the_findings_that_made_it_match():
    findings = [a_finding("agency-mention"), a_finding(), a_finding("profanity:mild")]
    match = a_match(findings=(findings[2], findings[0]))
    event = a_decision_event(findings=findings, decision=a_decision(matched=(match, a_match("other"))))
    told = json.loads(payload(event))["matched"]
    assert [(one["rule"], one.get("findings")) for one in told] == [(match.rule, [0, 2]), ("other", None)]


def test_a_decision_names_the_exceptions_without_which_it_would_be_another():
    used = (ExceptionUsed(id="bike-lanes", rule="markings", findings=2),)
    told = a_decision_event(decision=a_decision(exceptions=used)).fields["exceptions"]
    assert told == [{"id": "bike-lanes", "rule": "markings", "findings": 2}]
    assert "exceptions" not in a_decision_event().fields


def test_the_digest_of_what_was_posted_is_on_record_where_something_was_found():
    assert a_decision_event(content="hmac-sha256:ab").fields["content"] == "hmac-sha256:ab"
    assert "content" not in a_decision_event(content="hmac-sha256:ab", findings=[]).fields
    message = a_post(activity=Activity.MESSAGE)
    assert "content" not in a_decision_event(content="hmac-sha256:ab", post=message).fields


def test_a_hostile_post_does_not_make_a_huge_record():
    findings = [a_finding(excerpt="x" * 10_000)] * 5000
    post = a_post(
        account=Account(platform="x", handle="@" + "a" * 100_000, official=True),
        reply_to="r" * 100_000,
        parts=tuple(a_part(name=f"media[{n}]", role=Role.ATTACHMENT, media_type="t" * 999) for n in range(999)),
    )
    event = a_decision_event(findings=findings, post=post, official_accounts={"r" * 100_000})
    assert len(payload(event)) < 100_000
    assert event.fields["findings_omitted"] == 4900


def test_a_post_that_a_justification_let_through_names_the_refusal():
    fields = a_decision_event(outcome="justified", justification="7Q3F-K2MM").fields
    assert fields["justification"] == {"incident": "7Q3F-K2MM"}
    assert "justification" not in a_decision_event().fields


def test_a_repeat_may_carry_the_number_of_its_incident():
    assert a_decision_event(number="7Q3F-K2MM").fields["number"] == "7Q3F-K2MM"


@pytest.mark.parametrize(
    ("event", "kind", "about", "fields"),
    [
        (record.outcome_event("e-1", at=A_TUESDAY, upstream_status=201), "outcome", "e-1", {"upstream_status": 201}),
        (record.outcome_event("e-1", at=A_TUESDAY, attempts=2), "outcome", "e-1", {"attempts": 2}),
        (
            record.policy_event("paused", at=A_TUESDAY, gateway=GATEWAY, details={"rule": "respect"}),
            "policy",
            "",
            {"change": "paused", "rule": "respect", "gateway": GATEWAY},
        ),
        (
            record.agreement_event(
                at=A_TUESDAY, version="2026", language="fr", principal="emp-104", pseudonyms=PSEUDONYMS
            ),
            "agreement",
            "",
            {
                "version": "2026",
                "language": "fr",
                "principal": PSEUDONYMS.of("principal", "emp-104"),
                "period": PSEUDONYMS.period,
            },
        ),
    ],
)
def test_small_events(event: Event, kind: str, about: str, fields: dict[str, object]):
    assert (event.kind, event.about, event.fields) == (kind, about, fields)
    assert event.at == A_TUESDAY


def test_a_fault_has_a_number_to_call_about_and_names_nobody():
    event = record.fault_event(at=A_TUESDAY, stage="state", reason="slow", outcome="failed-closed", gateway=GATEWAY)
    assert event.fields["number"] == record.number_of(event.id)
    assert "principal" not in event.fields


@pytest.mark.parametrize(("make", "field"), [(record.justification_event, "reason"), (record.mistake_event, "comment")])
def test_what_a_person_answers_is_bounded_and_under_a_pseudonym(make, field: str):
    said = {field: "because " * 1000}
    event = make("e-1", at=A_TUESDAY, number="7Q3F-K2MM", principal="emp-104", pseudonyms=PSEUDONYMS, **said)
    assert event.about == "e-1"
    assert len(event.fields[field]) == 1000
    assert event.fields["principal"] == PSEUDONYMS.of("principal", a_principal().id)
