"""Fragments -> the parts of a post: its texts, titles and descriptions, and every file in it.

The same text in two places is one part. Files need no naming in a definition: whatever came as a file, or inline as a
`data:` URI, is an attachment. Names are stable (`text`, `text[1]`, `alt[0]`, `media[0]`), because findings point to them.
"""

from collections.abc import Iterable, Iterator, Sequence

from gatepost.errors import Undecodable
from gatepost.model import Part, Role
from gatepost.platforms.decoders.urlencoded import fields
from gatepost.platforms.media_types import media_type_of
from gatepost.platforms.paths import Locator
from gatepost.platforms.tree import File, data_uri, text_of, texts
from gatepost.platforms.units import Fragment

MAX_PARTS = 200  # texts of one role; what is more is read as one text of many lines
_MAX_FILENAME = 255

type Said = tuple[list[tuple[Role, str]], list[File], str]


def parts_of(found: Sequence[Fragment]) -> tuple[tuple[Part, ...], str]:
    """The parts of these fragments in their order, and the reason why not all of it could be read, if so."""
    written: dict[tuple[Role, str], None] = {}
    attached: list[File] = []
    problem = ""
    for fragment in found:
        said, sent, trouble = _said(fragment)
        written.update(dict.fromkeys(said))
        attached.extend(sent)
        problem = problem or trouble
    if not (written or attached or problem):
        try:
            written.update(dict.fromkeys(said for fragment in found for said in _lost(fragment)))
        except Undecodable as error:
            problem = error.reason
    return (*_texts(written), *_attachments(attached)), problem


def _said(fragment: Fragment) -> Said:
    """What a fragment says and sends. What holds too many values is read by all its strings, as far as that goes."""
    said: list[tuple[Role, str]] = []
    sent: list[File] = []
    try:
        said.extend(_everything(fragment) if fragment.generic else _located(fragment))
        sent.extend(_located_files(fragment))
        sent.extend(fragment.context.files)
    except Undecodable as error:
        return [*said, (Role.TEXT, fragment.context.raw.decode("utf-8", "replace"))], sent, error.reason
    return said, sent, ""


def _lost(fragment: Fragment) -> Iterator[tuple[Role, str]]:
    """The words of a post in which nothing was where it should be: its platform changed, or its body is not what it was.

    Words have a space between them; what has none here is an id, a token or a link.
    """
    endpoint = fragment.endpoint
    expected = endpoint.text or endpoint.title or endpoint.alt
    if expected and not any(place.texts(fragment.context) for place in endpoint.media):
        yield from ((role, text) for role, text in _everything(fragment) if " " in text.strip())


def _located(fragment: Fragment) -> Iterator[tuple[Role, str]]:
    endpoint, context = fragment.endpoint, fragment.context
    roles: tuple[tuple[Role, tuple[Locator, ...]], ...] = (
        (Role.TEXT, endpoint.text),
        (Role.TITLE, endpoint.title),
        (Role.ALT_TEXT, endpoint.alt),
    )
    for role, locators in roles:
        for locator in locators:
            for text in locator.texts(context):
                yield role, text


def _everything(fragment: Fragment) -> Iterator[tuple[Role, str]]:
    """All strings of a unit; of a request without a body, those of its query."""
    context = fragment.context
    tree = context.unit if context.raw else fields(context.address.query)
    return ((Role.TEXT, text) for text in texts(tree) if text and not (text[:5].lower() == "data:" and data_uri(text)))


def _located_files(fragment: Fragment) -> Iterator[File]:
    """The files that a definition names as values: base64 in a field."""
    for locator in fragment.endpoint.files:
        for node in locator.find(fragment.context):
            data = node if isinstance(node, bytes) else (text_of(node) or "").encode("utf-8", "replace")
            if isinstance(node, File):
                yield node
            elif data:
                yield File(data=data)


def _texts(written: Iterable[tuple[Role, str]]) -> Iterator[Part]:
    for role, name in ((Role.TEXT, "text"), (Role.TITLE, "title"), (Role.ALT_TEXT, "alt")):
        said = [text for kind, text in written if kind is role]
        if len(said) > MAX_PARTS:
            said[MAX_PARTS - 1 :] = ["\n".join(said[MAX_PARTS - 1 :])]
        for index, text in enumerate(said):
            numbered = f"{name}[{index}]" if index or role is Role.ALT_TEXT else name
            yield Part(name=numbered, role=role, data=text.encode("utf-8", "replace"))


def _attachments(attached: Iterable[File]) -> Iterator[Part]:
    once = {id(file): file for file in attached}  # the operations of a batch have one body, and its files
    for index, file in enumerate(once.values()):
        yield Part(
            name=f"media[{index}]",
            role=Role.ATTACHMENT,
            media_type=media_type_of(file.data, file.media_type, file.filename),
            filename=file.filename[:_MAX_FILENAME].encode("utf-8", "replace").decode(),
            data=file.data,
        )
