"""Exceptions with the shipped rules and the real detectors: what they let pass, and everything that they do not."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from gatepost.folding import text_item
from gatepost.inside import Inspector
from gatepost.model import Action, Activity, Decision, Past, Role, Where
from gatepost.pipeline import Gate, judge, load_gate, resources_of
from gatepost.policy.exceptions import FILE
from gatepost.policy.known import keyed
from gatepost.policy.load import load_policy
from gatepost.readers.serving import MOST_ALIKE, _enough
from gatepost.testing import A_TUESDAY, a_part, a_post
from tests.policy.shipped import shipped_files

PHRASE = "Form 046 454 286 of the SIN museum"
SAID = f"Come and see {PHRASE}, the oldest there is"
AGAIN = "My SIN is 046 454 286"
OTHER = "My SIN is 130 692 544"


def exceptions(**changes: Any) -> dict[str, str]:
    values = {
        "id": "museum",
        "rule": "confidentiality-identifiers",
        "phrase": PHRASE,
        "owner": "Web2Social",
        "reason": "An exhibit",
        "since": "2026-11-24",
        "until": "2026-11-30",
    }
    one = {name: value for name, value in (values | changes).items() if value}
    return shipped_files() | {FILE: json.dumps({"exceptions": [one]})}


@cache
def shipped() -> Gate:
    return load_gate(shipped_files())


def gate_with(**changes: Any) -> Gate:
    """The detectors are those of the shipped policy: an exception changes nothing about what they look for."""
    policy = load_policy(exceptions(**changes))
    phrases = resources_of(exceptions(**changes), policy).phrases
    return replace(shipped(), policy=policy, detectors=replace(shipped().detectors, phrases=phrases))


def decided(*texts: str, gate: Gate | None = None, **changes: Any) -> Decision:
    parts = tuple(a_part(text, name=f"text[{place}]" if place else "text") for place, text in enumerate(texts))
    return judge(a_post(parts=parts, **changes), Past(), gate or gate_with()).decision


def test_without_the_exception_it_is_refused() -> None:
    assert decided(SAID, gate=shipped()).action is Action.BLOCK


@pytest.mark.parametrize(
    "text", [SAID, SAID.upper(), SAID.replace(" of the ", "\nof  the "), SAID.replace("i", "\u0456")]
)
def test_what_stands_in_the_phrase_passes(text: str) -> None:
    decision = decided(text)
    assert decision.action is Action.LOG
    assert [(one.id, one.findings) for one in decision.exceptions] == [("museum", 1)]


@pytest.mark.parametrize(
    "texts",
    [
        (f"{SAID}. {AGAIN}",),
        (f"{AGAIN}. {SAID}",),
        (f"{SAID}. {OTHER}",),
        (SAID, AGAIN),
        (AGAIN, SAID),
        ("Form 046 454 286 of the SIN", "museum"),
        (PHRASE.replace("286", "286 130 692 544"),),
        (f"{PHRASE}. " * 30,),
        (f"{PHRASE}. " * 60 + OTHER,),
        *((*([PHRASE] * count), OTHER) for count in (9, 100)),
    ],
    ids=lambda texts: f"{len(texts)} parts, {sum(map(len, texts))} characters",
)
def test_the_number_elsewhere_in_the_post_and_other_numbers_are_still_found(texts: tuple[str, ...]) -> None:
    assert decided(*texts).action is Action.BLOCK


def test_the_other_rules_still_apply() -> None:
    decision = decided(f"PROTECTED B: {SAID}")
    assert [match.rule for match in decision.matched] == ["confidentiality-markings"]


def test_it_ends() -> None:
    assert decided(SAID, at=A_TUESDAY.replace(month=12)).action is Action.BLOCK


def test_a_private_message_may_have_one_too() -> None:
    assert decided(SAID, activity=Activity.MESSAGE).action is Action.ALLOW
    assert decided(f"{SAID}. {AGAIN}", activity=Activity.MESSAGE).action is Action.BLOCK


def test_a_known_file_passes_and_the_same_words_beside_it_do_not() -> None:
    file = a_part(AGAIN, name="media[0]", role=Role.ATTACHMENT)
    gate = gate_with(phrase="", digest=f"sha256:{file.sha256}")
    seen = judge(a_post(AGAIN), Past(), shipped()).findings
    found = {"media[0]": [replace(one, where=replace(one.where, part="media[0]")) for one in seen]}

    def looking(text: str) -> Decision:
        return judge(a_post(parts=(a_part(text), file)), Past(), gate, look_into=lambda *_: found).decision

    assert looking("Look at this").action is Action.LOG
    assert looking(f"{AGAIN}.").action is Action.BLOCK


def test_a_digest_of_what_a_post_says_is_keyed() -> None:
    gate = gate_with(phrase="", digest=keyed("ab" * 32))
    assert gate.policy.exceptions.digests == {keyed("ab" * 32): ("museum",)}
    assert decided(AGAIN, gate=gate).action is Action.BLOCK


def test_in_a_long_file_what_is_excepted_leaves_room_for_what_is_not() -> None:
    gate = gate_with()
    inspector = Inspector(reader=None, detectors=gate.detectors, of_pictures=())  # type: ignore[arg-type] # nothing is opened here
    findings = [
        finding
        for number, text in enumerate([PHRASE] * (2 * MOST_ALIKE) + [OTHER], start=1)
        for finding in inspector.look_at(
            text_item(Where(part="media[0]", page=number), text), frozenset({"personal-identifier"})
        )
    ]
    kept = list(_enough(findings))
    assert len(kept) == MOST_ALIKE + 1
    assert not kept[-1].excepted
