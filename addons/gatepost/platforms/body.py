"""A request's body -> its tree, by what it is declared to be and by what it is.

The content type is a hint: clients send JSON as text, files as forms, and nothing at all. Where declaration and bytes
disagree and both can be read, both readings are in the tree. What can be read in no way is still handed on, as text
or as a file, with the problem named: nobody may pass a marking by breaking the body around it.
"""

from dataclasses import dataclass, replace
from itertools import islice

from gatepost.errors import Undecodable
from gatepost.platforms.charset import readings
from gatepost.platforms.decoders import Decoder, load_decoders
from gatepost.platforms.media_types import HeaderValue, is_text, parse_header
from gatepost.platforms.tree import File, Node, files, several

DECODERS = load_decoders()
_BY_MEDIA_TYPE = {media_type: decoder for decoder in DECODERS.values() for media_type in decoder.MEDIA_TYPES}
MAX_FILES = 200  # in one request; the largest album that a platform takes at once has some tens
_MAX_UNREAD_TEXT = 256 * 1024  # of a body that could not be decoded, this much is still read as text


@dataclass(frozen=True, slots=True)
class Body:
    """The tree of a body, the files in it, and the reason why it could not be read whole (empty: it could)."""

    tree: Node
    files: tuple[File, ...] = ()
    problem: str = ""


def read_body(body: bytes, content_type: str, kind: str = "auto") -> Body:
    """The tree of these bytes. `kind` is the definition's: `auto`, or the name of the decoder to use."""
    if not body:
        return Body({})
    declared = parse_header(content_type)
    decoders = _chosen(body, declared) if kind == "auto" else [DECODERS[kind]]
    trees, problem = [], ""
    for decoder in decoders:
        try:
            trees.append(decoder.decode(body, declared))
        except Undecodable as error:
            problem = problem or error.reason
    if trees:
        plain = len(decoders) == 1 and decoders[0] is DECODERS["json_body"] and not _may_hold_inline(body)
        return _with_files(several(trees) if len(trees) > 1 else trees[0], plain=plain)
    if kind == "auto" and DECODERS["text"] not in decoders and not problem:
        return read_body(body, content_type, "text")
    return replace(_with_files(_unread(body)), problem=problem)


def _may_hold_inline(body: bytes) -> bool:
    """Whether JSON may hold a `data:` URI, escaped or not. Most does not, and need not be walked for files."""
    return b"data:" in body.lower() or b"\\u00" in body or b"\0" in body


def _with_files(tree: Node, *, plain: bool = False) -> Body:
    if plain:
        return Body(tree)
    found: list[File] = []
    try:
        found.extend(islice(files(tree), MAX_FILES + 1))
    except Undecodable as error:
        return Body(tree, problem=error.reason)
    return Body(tree, tuple(found[:MAX_FILES]), "too-large" if len(found) > MAX_FILES else "")


def _chosen(body: bytes, declared: HeaderValue) -> list[Decoder]:
    """The declared decoder and the ones whose bytes these are; a text only where there is no other."""
    by_type = _BY_MEDIA_TYPE.get(declared.value) or (_BY_SUFFIX.get(declared.value.rpartition("+")[2]))
    text = DECODERS["text"]
    found = [decoder for decoder in DECODERS.values() if decoder is by_type or decoder.looks(body)]
    return [decoder for decoder in found if decoder is not text or len(found) == 1]


def _unread(body: bytes) -> Node:
    if is_text(body):
        return readings(body[:_MAX_UNREAD_TEXT])[0]
    return File(data=body)


_BY_SUFFIX = {"json": DECODERS["json_body"]}
