from datetime import UTC, datetime
from typing import Any

import pytest

from gatepost.errors import PolicyErrors
from gatepost.model import Action, Activity, Agreement, Counted, Decision, Match, PolicyId, Severity, Usage, Use, Window
from gatepost.policy.cases import Case, differences, load_cases
from gatepost.testing import A_TUESDAY, a_finding

NOW = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)


def no_files(path: str) -> bytes:
    raise FileNotFoundError(path)


def test_what_a_case_leaves_out_is_an_employee_on_a_personal_account_on_a_tuesday_morning() -> None:
    post = Case(text="Lovely fog").post(no_files)
    assert (post.platform, post.activity, post.at) == ("x", Activity.POST, A_TUESDAY)
    assert post.principal.groups == {"employees"}
    assert post.account is not None
    assert not post.account.official
    assert [(part.name, part.data) for part in post.parts] == [("text", b"Lovely fog")]
    assert Case().past().agreement is Agreement.ACCEPTED
    assert Case().past().used(Counted(Use.PERSONAL)) == Usage()


def test_a_case_says_who_where_and_what() -> None:
    case = Case.model_validate(
        {
            "principal": {"id": "emp-7", "groups": ["communications"], "division": "Prices", "hours": "09:00-17:00"},
            "platform": "reddit",
            "activity": "reply",
            "account": "1234",
            "audience": "group",
            "reply_to": "u/AgencyCanada",
        }
    )
    post = case.post(no_files)
    assert (post.platform, post.activity, post.audience, post.reply_to) == (
        "reddit",
        "reply",
        "group",
        "u/AgencyCanada",
    )
    assert (post.principal.id, post.principal.division) == ("emp-7", "Prices")
    assert str(post.principal.work.hours) == "09:00-17:00"
    assert post.account is not None
    assert post.account.id == "1234"
    assert post.parts == ()


def test_an_account_that_could_not_be_told_is_null() -> None:
    assert Case.model_validate({"account": None}).post(no_files).account is None


def test_a_case_may_say_what_was_posted_before() -> None:
    (case,) = load_cases('[{"thread": ["PROTEC"], "text": "TED B"}]', file="cases.yaml", now=NOW)
    assert case.thread == ("PROTEC",)
    assert Case().thread == ()


def test_media_are_read_by_the_caller() -> None:
    post = Case(media=("images/cat.jpg", "b.png")).post(lambda path: path.encode())
    assert [(part.name, part.filename, part.data) for part in post.parts] == [
        ("media[0]", "cat.jpg", b"images/cat.jpg"),
        ("media[1]", "b.png", b"b.png"),
    ]


def test_what_went_before_counts_for_both_personal_uses() -> None:
    case = Case.model_validate(
        {
            "past": {
                "posts": 14,
                "coached": True,
                "agreement": "expired",
                "coach_counts": {"ownership": 1},
                "usage": {"uploads_day": 2, "bytes_day": 300, "active_minutes_day": 25},
            }
        }
    )
    past = case.past()
    assert past.used(Counted(Use.PERSONAL)) == past.used(Counted(Use.PROFESSIONAL))
    assert (past.coached, past.agreement, past.coach_counts) == (True, Agreement.EXPIRED, {"ownership": 1})
    assert past.used(Counted(Use.PERSONAL)) == Usage(posts=14, uploads=2, bytes=300, active_minutes=25)


def test_a_longer_window_has_what_a_shorter_one_has_and_groups_have_what_all_platforms_have() -> None:
    case = Case.model_validate({"past": {"posts": 6, "usage": {"posts_hour": 9, "uploads_day": 2, "bytes_week": 70}}})
    past = case.past(["video"])
    for group in ("", "video"):
        assert [past.used(Counted(Use.PERSONAL, window, group)) for window in Window] == [
            Usage(posts=9),
            Usage(posts=9, uploads=2),
            Usage(posts=9, uploads=2, bytes=70),
        ]
    assert past.used(Counted(Use.PERSONAL, group="games")) == past.used(Counted(Use.OFFICIAL)) == Usage()


def a_decision(action: Action = Action.BLOCK, rule: str = "symbols") -> Decision:
    match = Match(rule=rule, guideline="2.3", action=action, severity=Severity.LOW, notice="symbols")
    policy = PolicyId(version="1", digest="d")
    return Decision(action=action, enforced=True, use=Use.PERSONAL, matched=(match,), policy=policy)


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({}, ()),
        ({"action": "block", "use": "personal", "rule": "symbols", "findings": ["classification:protected-b"]}, ()),
        ({"findings": ["classification"], "absent": ["profanity", "classification:secret"]}, ()),
        ({"action": "log"}, ("action is block, not log",)),
        ({"use": "official"}, ("use is personal, not official",)),
        ({"rule": "respect"}, ("rule is symbols, not respect",)),
        ({"findings": ["classification:secret"]}, ("classification:secret is not found",)),
        ({"absent": ["classification"]}, ("classification is found",)),
        ({"action": "coach", "absent": ["classification"]}, ("action is block, not coach", "classification is found")),
    ],
)
def test_differences_say_what_was_not_expected(expect: dict[str, Any], said: tuple[str, ...]) -> None:
    case = Case.model_validate({"expect": expect})
    assert differences(case, a_decision(), [a_finding("classification:protected-b")]) == said


def test_a_decision_without_a_rule_differs_from_an_expected_one() -> None:
    policy = PolicyId(version="1", digest="d")
    decision = Decision(action=Action.ALLOW, enforced=True, use=Use.PERSONAL, policy=policy)
    assert differences(Case.model_validate({"expect": {"rule": "x"}}), decision, []) == ("rule is none, not x",)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("cases.yaml", "- {id: a, text: one}\n- text: two\n  at: 2026-11-24T10:15:00-05:00\n"),
        ("cases.json", '[{"id": "a", "text": "one"}, {"text": "two", "at": "2026-11-24T10:15:00-05:00"}]'),
        ("cases.jsonl", '{"id": "a", "text": "one"}\n\n{"text": "two", "at": "2026-11-24T10:15:00-05:00"}\n'),
    ],
)
def test_cases_are_read_from_yaml_json_and_json_lines(file: str, text: str) -> None:
    first, second = load_cases(text, file=file, now=NOW)
    assert (first.id, first.text, first.at) == ("a", "one", NOW)
    assert (second.id, second.text, second.at) == ("1", "two", A_TUESDAY)


def test_json_lines_may_hold_any_characters_that_json_may() -> None:
    (case,) = load_cases('{"text": "a\u2028b\u0085c"}\n', file="cases.jsonl", now=NOW)
    assert case.text == "a\u2028b\u0085c"


@pytest.mark.parametrize(
    ("file", "text", "places"),
    [
        ("c.yaml", "- {txt: one}\n- {activity: shout}\n", [(1, 4), (2, 14)]),
        ("c.yaml", "- {expect: {findings: [clasification]}}\n", [(1, 24)]),
        ("c.jsonl", '{"text": "fine"}\n{"txt": 1}\nnot json\n{"at": "2026-11-24"}\n', [(2, 1), (3, 1), (4, 1)]),
        ("c.jsonl", "[" * 100_000, [(1, 1)]),
    ],
)
def test_every_mistake_in_a_file_of_cases_is_told_with_its_line(
    file: str, text: str, places: list[tuple[int, int]]
) -> None:
    with pytest.raises(PolicyErrors) as refused:
        load_cases(text, file=file, now=NOW)
    assert [(error.line, error.column) for error in refused.value.errors] == places
