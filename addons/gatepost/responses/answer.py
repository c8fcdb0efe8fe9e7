"""What a coached person sent back: the submitted form becomes an `Answer`, or nothing.

The names of the fields are those of `templates/form.html`. The free text is bounded and loses its control characters;
it is the person's own words for the record and is never shown to the platform.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from gatepost.responses.notice import Reason

MAX_WORDS = 500
_MAX_BODY = 16 * 1024
_MAX_FIELDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`goes_on` is false when the person went back. `reason` is the key of one of the reasons offered."""

    token: str
    goes_on: bool
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
    token, choice, reason, words = (fields.get(name, [""])[0] for name in ("token", "choice", "reason", "words"))
    if choice not in ("go-on", "back") or not token:
        return None
    if choice == "back":
        return Answer(token=token, goes_on=False)
    if all(reason != offered.key for offered in reasons):
        return None
    return Answer(token=token, goes_on=True, reason=reason, words=_tidy(words))


def _tidy(words: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in words[: 2 * MAX_WORDS])
    return " ".join(printable.split())[:MAX_WORDS]
