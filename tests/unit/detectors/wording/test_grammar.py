"""Rules over kinds of words: what each of their signs means."""

import pytest

from gatepost.detectors.wording.grammar import Grammar, rules
from gatepost.detectors.wording.shorthand import tokens_of, vocabulary
from gatepost.enrolment import Resources

KINDS = (
    "author",
    "work",
    "job",
    "not",
    "at",
    "thing",
    "say",
    "the",
    "a",
    "ex",
    "proud",
    "count",
    "status",
    "only",
    "profession",
    "role",
)
KNOWN = vocabulary(Resources(lexicons={(kind, "en"): (kind,) for kind in KINDS}), {kind: kind for kind in KINDS})


def finds(rule: str, text: str) -> bool:
    made = rules(
        KNOWN,
        {0.9: (rule,)},
        needed=("agency",),
        barriers=("not",),
        limits=("say",),
        short={"there": "at [the] agency"},
    )
    return bool(list(made.find(KNOWN.shorthand(tokens_of(text, text.lower())))))


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("author work at agency", "author work at AAAA", True),
        ("author work|job at agency", "author job at AAAA", True),
        ("author ... work at agency", "author one two three four five six work at AAAA", True),
        ("author ... work at agency", "author one two three four five six seven work at AAAA", False),
        ("author ... work at agency", "author not work at AAAA", False),
        ("author ... at agency", "author work. at AAAA", False),
        ("author ..2 at agency", "author one two at AAAA", True),
        ("author ..2 at agency", "author one two three at AAAA", False),
        ("agency &4 author work", "AAAA. not. author work", True),
        ("agency &4 author work", "AAAA say author work", False),
        ("job ~2 at agency", "job the ex at AAAA", True),
        ("job ~2 at agency", "job thing at AAAA", False),
        ("[ex] job at agency", "job at AAAA", True),
        ("(author work / job) at agency", "job at AAAA", True),
        ("(author work / job) at agency", "author at AAAA", False),
        ("^ job at agency", "hello. job at AAAA", True),
        ("^ job at agency", "hello job at AAAA", False),
        ("job at agency $", "job at AAAA, hello", True),
        ("job at agency $", "job at AAAA hello", False),
        ("job at agency !thing", "job at AAAA", True),
        ("job at agency !thing", "job at AAAA thing", False),
        ("job at agency !..thing", "job at AAAA one thing", False),
        ("<say author work at agency", "author work at AAAA", True),
        ("<say author work at agency", "say author work at AAAA", False),
        ("agency >thing", "AAAA thing", True),
        ("agency >thing", "AAAA", False),
        ("agency >($ / thing say)", "AAAA thing say", True),
        ("agency >($ / thing say)", "AAAA thing", False),
        ("agency !(thing say)", "AAAA thing", True),
        ("<say.the agency", "say the AAAA", False),
        ("<say.the agency", "the AAAA", True),
        ("<<say agency", "say AAAA", True),
        ("<<say agency", "the AAAA", False),
        ("author say|the*2 agency", "author AAAA", True),
        ("author say|the*2 agency", "author say the AAAA", True),
        ("author say|the*2 agency", "author say the say AAAA", False),
        ("author say|the+2 agency", "author AAAA", False),
        ("work {there}", "work at the AAAA", True),
        ("author work", "author work", False),  # without a word that the rules need
    ],
)
def test_a_rule_means_what_it_says(rule: str, text: str, expected: bool) -> None:
    assert finds(rule, text) is expected


def test_rules_look_near_each_needed_word() -> None:
    far = " ".join(["word"] * 100)
    assert finds("author at agency", f"AAAA {far} author at AAAA {far}")


def test_a_kind_without_a_lexicon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        finds("nobody", "")


def test_a_rule_tells_whom_it_is_about() -> None:
    grammar = Grammar(KNOWN, short={})
    made = grammar.rules({0.9: ("who:author|agency work",)}, needed=("work",))
    text = "AAAA work. author work"
    assert [match.who for match in made.find(KNOWN.shorthand(tokens_of(text, text.lower())))] == ["agency", "author"]


def test_guards_look_at_what_stands_right_before_or_behind_a_place() -> None:
    grammar = Grammar(KNOWN, short={})
    signs = KNOWN.shorthand(tokens_of("not the work at", "not the work at")).signs
    assert grammar.before("not ..2", "say").search(signs, 0, 2)
    assert not grammar.before("not").search(signs, 0, 2)
    assert grammar.behind("at", "say").match(signs, 3)
    assert not grammar.behind("say").match(signs, 3)
