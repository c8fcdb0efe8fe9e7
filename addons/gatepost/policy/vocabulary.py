"""The closed vocabulary: a policy or a case may name these labels, values and actions, and no others.

A misspelt label would be a rule that never matches, so it is refused with the nearest word that exists.
The table is the agency's vocabulary, not the list of today's detectors: a rule may stand before its detector does.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from gatepost.model import Action


class Written(BaseModel):
    """Something an operator writes: an unknown key is a mistake, and what was read never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


# The values a label carries: an empty set for none, None where they are open (an enrolled id, a kind, a label's name).
LABELS: Mapping[str, frozenset[str] | None] = {
    "classification": frozenset(
        {
            "protected-a",
            "protected-b",
            "protected-c",
            "confidential",
            "secret",
            "top-secret",
            "cabinet-confidence",
        }
    ),
    "confidential-when-completed": frozenset(),
    "internal-only": frozenset(),
    "embargo": frozenset(),
    "sensitivity-label": None,
    "personal-identifier": frozenset(
        {
            "sin",
            "business-number",
            "health-card",
            "passport",
            "driver-licence",
            "phone",
            "email",
            "payment-card",
            "date-of-birth",
            "postal-code",
            "combination",
        }
    ),
    "microdata": frozenset(),
    "fingerprint": None,
    "enrolled-record": None,
    "credential": None,
    "corporate-symbol": None,
    "signature": frozenset(),
    "agency-mention": frozenset(),
    "self-identification": frozenset(),
    "on-behalf": frozenset(),
    "disclaimer": frozenset(),
    "source-cited": frozenset(),
    "statistic": frozenset(),
    "profanity": frozenset({"mild", "strong"}),
    "abuse": frozenset({"agency", "person", "group"}),
    "person-named": frozenset(),
    "person-pictured": frozenset(),
    "reply-to-agency": frozenset(),
    "uninspectable": frozenset({"encrypted", "too-large", "unknown-format", "corrupt", "timeout", "end-to-end"}),
}


def nearest(word: str, words: Iterable[str]) -> str:
    """The advice for a word that is not in a closed list: the nearest one, or all of a short list."""
    known = sorted(words)
    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return "write one of " + ", ".join(known) if known else "write it without a value"


def known_label(label: str) -> str:
    if label not in LABELS:
        raise ValueError(f"there is no label {label!r}; {nearest(label, LABELS)}")
    return label


def known_finding(name: str) -> str:
    """`label` or `label:value`, when both exist."""
    label, colon, value = name.partition(":")
    values = LABELS[known_label(label)]
    if colon and values is not None and value not in values:
        raise ValueError(f"the label {label!r} has no value {value!r}; {nearest(value, values)}")
    return name


def known_action(written: object) -> Action:
    found = next((action for action in Action if str(action) == str(written)), None)
    if found is None:
        raise ValueError(f"there is no action {written!r}; {nearest(str(written), map(str, Action))}")
    return found


def kebab_case(name: str) -> str:
    if not _KEBAB_CASE.fullmatch(name):
        raise ValueError(
            "write a name in small letters and digits, with hyphens between words, of at most 60 characters"
        )
    return name


def not_empty[C: Collection[object]](values: C) -> C:
    """At least one. Pydantic's own `min_length` would also complain of a list whose only item is wrong."""
    if not values:
        raise ValueError("write at least one")
    return values


_KEBAB_CASE = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")
_CLOSED = sorted(f"{label}:{value}" for label, values in LABELS.items() for value in values or ())
_OPEN = "|".join(label for label, values in LABELS.items() if values is None)

type Label = Annotated[
    str,
    AfterValidator(known_label),
    WithJsonSchema({"type": "string", "enum": list(LABELS)}),
]
type FindingName = Annotated[
    str,
    AfterValidator(known_finding),
    WithJsonSchema({"type": "string", "anyOf": [{"enum": [*LABELS, *_CLOSED]}, {"pattern": f"^({_OPEN}):.+$"}]}),
]
type ActionName = Annotated[
    Action,
    BeforeValidator(known_action),
    WithJsonSchema({"type": "string", "enum": [str(action) for action in Action]}),
]
type Name = Annotated[str, AfterValidator(kebab_case), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+$"})]
type Words = Annotated[str, Field(min_length=1, max_length=500)]


class Bilingual(Written):
    """Words for people: in both languages or not at all."""

    en: Words
    fr: Words
