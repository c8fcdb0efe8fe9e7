"""The whole story of a request as functions of values: read, inspect, decide, answer."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from gatepost.errors import PolicyErrors
from gatepost.events.record import Pseudonyms
from gatepost.folder import read_folder
from gatepost.model import Action, Activity, Counted, Finding, Part, Past, Role, Usage, Use, Where, Window
from gatepost.pipeline import (
    Effects,
    Gate,
    Judged,
    Stamp,
    answer,
    fault_notice,
    found_by,
    inspect,
    judge,
    load_gate,
    outcome_of,
)
from gatepost.policy.agency import Mode, Threads
from gatepost.testing import a_finding, a_part, a_post, a_request
from tests.proxy.gateways import CLEAN, COACHED, MARKED, SHIPPED

FRENCH = "PROTÉGÉ B\n\nTableaux d’enquête de la région, deuxième ébauche"
STAMP = Stamp(
    event_id="01a2",
    number="K7QD-M2XR",
    work_time=True,
    elapsed_ms=1.5,
    gateway={"node": "n", "worker": "1"},
    pseudonyms=Pseudonyms(b"a key for pseudonyms", "2026-11"),
)


@cache
def files() -> dict[str, str]:
    return read_folder(SHIPPED)


@cache
def gate() -> Gate:
    return load_gate(files())


def decided(text: str, **changes) -> Judged:
    return judge(a_post(text, **changes), Past(), gate())


def effects(text: str, **changes) -> Effects:
    return answer(a_request(), decided(text, **changes), STAMP, gate())


@pytest.mark.parametrize(
    ("text", "action"), [(CLEAN, Action.LOG), (COACHED, Action.COACH), (MARKED, Action.BLOCK), (FRENCH, Action.BLOCK)]
)
def test_a_post_is_decided_by_what_is_in_it(text: str, action: Action):
    assert decided(text).decision.action is action


def test_what_goes_on_has_a_record_and_no_answer():
    done = effects(CLEAN)
    assert done.response is None
    assert done.frame is None
    assert done.event
    assert done.event.fields["outcome"] == "forwarded"


@pytest.mark.parametrize("text", [COACHED, MARKED, FRENCH])
def test_what_is_refused_has_both_under_one_number_and_no_word_of_the_content(text: str):
    done = effects(text)
    assert done.response
    assert done.event
    assert done.event.fields["number"] == STAMP.number
    assert STAMP.number.encode() in done.response.body
    assert not any(word.encode() in done.response.body for word in ("Survey", "Tableaux", "fuck"))


def test_what_the_policy_allows_leaves_no_record():
    done = effects(CLEAN, activity=Activity.MESSAGE)
    assert done.event is None
    assert done.response is None


def test_a_message_leaves_no_excerpt():
    findings = inspect(a_post(MARKED, activity=Activity.MESSAGE), gate())
    assert [finding.label for finding in findings] == ["classification"]
    assert [finding.excerpt for finding in findings] == [None]
    assert inspect(a_post(MARKED), gate())[0].excerpt is not None


def test_a_message_is_not_read_with_earlier_posts():
    assert inspect(a_post("TED B"), gate(), ["PROTEC"])
    assert not inspect(a_post("TED B", activity=Activity.MESSAGE), gate(), ["PROTEC"])


def test_of_a_thread_only_what_its_policy_names_is_looked_for():
    told = gate()
    for labels, names in (({"classification"}, ["classification"]), (set(), [])):
        policy = replace(told.policy, threads=Threads(labels=frozenset(labels)))
        findings = inspect(a_post("TED B"), replace(told, policy=policy), ["Her SIN is 046 454 28 PROTEC"])
        assert [finding.label for finding in findings] == names


def test_in_a_message_only_what_its_rules_need_is_looked_for():
    assert not inspect(a_post(COACHED, activity=Activity.MESSAGE), gate())


def test_a_listed_account_is_official():
    post = a_post(CLEAN)
    assert post.account
    official = decided(CLEAN, account=replace(post.account, handle="@StatCan_eng"))
    assert official.decision.use is Use.OFFICIAL


def test_what_went_before_counts_in_work_time():
    hard = Past(usage={Counted(Use.PERSONAL): Usage(posts=1000)})
    assert judge(a_post(CLEAN), hard, gate()).decision.action is Action.BLOCK
    evening = replace(a_post(CLEAN), at=a_post().at.replace(hour=2))
    assert judge(evening, hard, gate()).decision.action is Action.LOG


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"action": Action.LOG}, "forwarded"),
        ({"action": Action.BLOCK}, "refused"),
        ({"action": Action.BLOCK, "enforced": False}, "observed"),
        ({"action": Action.LOG, "justified": True}, "justified"),
    ],
)
def test_the_record_says_how_it_ended(changes, outcome: str):
    assert outcome_of(replace(decided(CLEAN).decision, **changes)) == outcome


def test_in_observe_mode_nothing_is_answered_and_all_is_on_record():
    observing = replace(gate(), policy=replace(gate().policy, mode=Mode.OBSERVE))
    done = answer(a_request(), judge(a_post(MARKED), Past(), observing), STAMP, observing)
    assert done.response is None
    assert done.event
    assert (done.event.fields["outcome"], done.event.fields["enforced"]) == ("observed", False)


def test_a_fault_of_ours_says_so_in_both_languages():
    notice = fault_notice("K7QD-M2XR", gate().policy)
    assert "our fault" in notice.message.en
    assert "notre faute" in notice.message.fr


def test_the_mistakes_of_all_files_are_told_in_one_run():
    wrong = files() | {
        "agency.yaml": "version: 1",
        "platforms/x.yaml": "platform: [",
        "identity.yaml": "unknown: {admit: perhaps}",
    }
    with pytest.raises(PolicyErrors) as raised:
        load_gate(wrong)
    assert {"agency.yaml", "platforms/x.yaml", "identity.yaml"} <= {error.file for error in raised.value.errors}


def test_a_list_that_is_missing_is_named():
    with pytest.raises(PolicyErrors, match="restore the lists"):
        load_gate({name: text for name, text in files().items() if not name.startswith("lexicons/")})


def test_a_gate_without_an_identity_file_knows_nobody():
    identity = load_gate({name: text for name, text in files().items() if name != "identity.yaml"}).identity
    assert identity.directory is None
    assert not identity.guarded


FILE = Part(name="media[0]", role=Role.ATTACHMENT, data=b"a file")


def test_what_readers_find_in_files_is_found_in_the_post():
    inside = a_finding(where=Where(part="media[0]/2", page=3))

    def look_into(parts: Sequence[Part], labels: frozenset[str]) -> dict[str, list[Finding]]:
        assert "classification" in labels
        return {part.name: [inside] for part in parts}

    judged = judge(a_post(parts=(a_part(CLEAN), FILE)), Past(), gate(), look_into=look_into)
    assert judged.findings == (inside,)
    assert judged.decision.action is Action.BLOCK


def test_a_file_that_nobody_looked_into_is_not_clean():
    findings = judge(a_post(parts=(a_part(CLEAN), FILE)), Past(), gate()).findings
    assert [(finding.name, finding.where.part) for finding in findings] == [
        ("uninspectable:unknown-format", "media[0]")
    ]


def test_a_file_in_a_message_leaves_no_excerpt():
    inside = a_finding(where=Where(part="media[0]"), excerpt="[classification]: tables")
    post = a_post(parts=(FILE,), activity=Activity.MESSAGE)
    assert [finding.excerpt for finding in inspect(post, gate(), found={"media[0]": [inside]})] == [None]
    assert inspect(replace(post, activity=Activity.POST), gate(), found={"media[0]": [inside]}) == (inside,)


def test_an_earlier_post_runs_on_into_the_beginning_of_a_long_text():
    long = "TED B\n" + "Lovely fog over the canal. " * 1000
    found = inspect(a_post(long), gate(), ["PROTEC"], {"text": ()})
    assert [finding.label for finding in found] == ["classification"]
    assert not inspect(a_post(long), gate(), found={"text": ()})


def test_no_flood_of_one_kind_hides_another():
    flood = [a_finding("profanity:mild", where=Where(part="media[0]"))] * 1000
    found = inspect(a_post(parts=(FILE,)), gate(), found={"media[0]": [*flood, a_finding()]})
    assert len(found) <= 200
    assert a_finding() in found


def test_who_posted_a_lot_is_told_how_much_since_when_and_when_their_own_time_is() -> None:
    past = Past(usage={Counted(Use.PERSONAL): Usage(posts=12), Counted(Use.PERSONAL, Window.HOUR): Usage(posts=9)})
    judged = judge(a_post(CLEAN), past, gate())
    assert [(one.rule, one.amount, one.at_least) for one in judged.reached] == [
        ("day-job", 12, 10),
        ("day-job-hour", 9, 8),
    ]
    done = answer(a_request(), judged, STAMP, gate())
    assert done.response
    message = json.loads(done.response.body)["errors"][0]["message"]
    assert "12 posts since 8:00 (work time; next own time: 12:00)" in message
    assert "12 publications depuis 8\u00a0h (temps de travail; prochain temps personnel : 12\u00a0h)" in message


def test_a_rule_that_only_logs_tells_nobody_how_much_they_did() -> None:
    usage = {Counted(Use.PROFESSIONAL): Usage(posts=15)}
    judged = judge(a_post("My agency MARKS", professional=True), Past(usage=usage), gate())
    assert [(one.rule, one.amount) for one in judged.reached] == [("day-job", 15)]
    assert found_by(judged) == ()
