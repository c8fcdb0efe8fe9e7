"""What a person sent back from a notice: the submitted form becomes an `Answer`, or nothing.

The names of the fields are those of `templates/answers.html`. The free text is bounded and loses its control characters;
it is the person's own words for the record and is never shown to the platform.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import parse_qs

from gatepost.responses.notice import Reason

MAX_WORDS = 500
_MAX_BODY = 16 * 1024
_MAX_FIELDS = 20

type Choice = Literal["go-on", "back", "mistake"]
_CHOICES: frozenset[Choice] = frozenset(get_args(Choice.__value__))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`reason` is the key of one of the reasons offered, and empty unless the person goes on."""

    token: str
    choice: Choice
    reason: str = ""
    words: str = field(default="", repr=False)


def read_answer(body: bytes, reasons: Sequence[Reason]) -> Answer | None:
    """The answer in a submitted form; None when it is not one, or goes on without one of the reasons offered."""
    if len(body) > _MAX_BODY:
        return None
    try:
        fields = parse_qs(body.decode(), max_num_fields=_MAX_FIELDS)
    except ValueError:  # not UTF-8, or too many fields
        return None
    token, chosen, reason, words = (fields.get(name, [""])[0] for name in ("token", "choice", "reason", "words"))
    choice = next((choice for choice in _CHOICES if choice == chosen), None)
    offered = any(reason == one.key for one in reasons)
    if not token or choice is None or (choice == "go-on" and not offered):
        return None
    return Answer(
        token=token,
        choice=choice,
        reason=reason if choice == "go-on" else "",
        words="" if choice == "back" else _tidy(words),
    )


def _tidy(words: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in words[: 2 * MAX_WORDS])
    return " ".join(printable.split())[:MAX_WORDS]
