"""A notice as the body that a platform's own client shows to its user.

The definition's template is filled as a decoded structure and only then written as JSON, so that no text can break out
of its place; a template that is one string is text of its media type, and is filled with that type's escapes.
"""

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Protocol

from gatepost.model import Request, Response
from gatepost.responses.crossorigin import readable_by_origin
from gatepost.responses.notice import Kind, Notice
from gatepost.responses.sentence import sentence


class RefusalShape(Protocol):
    """How a platform's clients expect a refusal. Strings in `body` may hold the placeholders of `placeholders()`."""

    @property
    def status(self) -> int: ...
    @property
    def content_type(self) -> str: ...
    @property
    def body(self) -> object: ...


# Exactly this type, without a charset: some clients read nothing else as JSON.
_JSON = "application/json"
_DEFAULT_BODY = {
    "error": {"code": "{code}", "message": "{message}", "incident": "{incident}", "page": "{page}", "help": "{help}"}
}
_STATUS: Mapping[Kind, int] = {"coach": 403, "block": 403, "prohibited": 403, "fault": 503, "busy": 503}
_CODES: Mapping[Kind, str] = {
    "coach": "policy",
    "block": "policy",
    "prohibited": "policy",
    "fault": "fault",
    "busy": "busy",
}
_RETRY_SECONDS = "30"
_PLACEHOLDER = re.compile(r"\{(message|message_en|message_fr|incident|page|help|code)\}")


def api_response(request: Request, notice: Notice, refusal: RefusalShape | None) -> Response:
    """The refusal for a script, an application or a library."""
    content_type = refusal.content_type if refusal else _JSON
    return Response(
        status=status_of(notice, refusal),
        headers=(
            ("Content-Type", content_type),
            *common_headers(notice),
            *readable_by_origin(request),
        ),
        body=fill(refusal.body if refusal else _DEFAULT_BODY, notice, content_type),
    )


def status_of(notice: Notice, refusal: RefusalShape | None) -> int:
    """The platform's own, which its clients understand; but one who shall try again later is always told 503."""
    return refusal.status if refusal and notice.action != "busy" else _STATUS[notice.action]


def common_headers(notice: Notice) -> tuple[tuple[str, str], ...]:
    """What every answer about a notice carries."""
    more = (
        (("Link", f'<{notice.page}>; rel="help"'),) if notice.page else ()
    )  # RFC 8288: read by programs, whatever the body
    later = (("Retry-After", _RETRY_SECONDS),) if notice.action == "busy" else ()
    return (("Gatepost-Incident", notice.number), ("Cache-Control", "no-store"), *more, *later)


def fill(template: object, notice: Notice, content_type: str = _JSON) -> bytes:
    """The template with the notice's words in its strings."""
    words = placeholders(notice)
    if isinstance(template, str):
        return _filled(template, words, _escape_of(content_type)).encode()
    return json.dumps(_fill_tree(template, words), ensure_ascii=False).encode()


def placeholders(notice: Notice) -> Mapping[str, str]:
    brief = sentence(notice)
    return {
        "message": f"{brief.en} / {brief.fr}",
        "message_en": brief.en,
        "message_fr": brief.fr,
        "incident": notice.number,
        "page": notice.page,
        "help": notice.help_url,
        "code": _CODES[notice.action],
    }


def _fill_tree(template: object, words: Mapping[str, str]) -> object:
    match template:
        case str():
            return _filled(template, words, str)
        case Mapping():
            return {key: _fill_tree(value, words) for key, value in template.items()}
        case list() | tuple():
            return [_fill_tree(value, words) for value in template]
        case _:
            return template


def _filled(template: str, words: Mapping[str, str], escaped: Callable[[str], str]) -> str:
    """One pass, so that what is filled in is never looked at again."""
    return _PLACEHOLDER.sub(lambda place: escaped(words[place[1]]), template)


def _escape_of(content_type: str) -> Callable[[str], str]:
    """How a text is escaped inside a document of this type: `for (;;);{...}` is JavaScript, an S3 error is XML."""
    plain = content_type.partition(";")[0].strip().lower()
    if plain.endswith(("json", "javascript")):
        return lambda text: json.dumps(text, ensure_ascii=False)[1:-1]
    return escape if plain.endswith(("xml", "html")) else str
