"""A post becomes the items that detectors see at once, the parts that readers look into, and a finding for what nobody sees.

Short texts cost less than asking somebody else. Long ones and files go to the readers (`gatepost.readers`), so that nobody
waits for them but who sent them. One rule: what was not seen whole is never silently clean; each part gives an item, is
handed over, gives an `uninspectable` finding, or the last beside one of the others (nothing only when it is empty).
"""

from dataclasses import dataclass, replace

from gatepost.content.charset import declared_in, decode
from gatepost.folding import text_item
from gatepost.model import Finding, Item, Part, Post, Role, Tag, Where

IN_LOOP_BYTES = 8 * 1024  # of one post: some milliseconds of work, of a text full of hints some tens
MAX_CHARACTERS = 1 << 20  # of one post: past this a message is no longer something that people read


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """What of a post is looked at where it is, what is for readers, and what is for nobody."""

    items: tuple[Item, ...]
    handed_over: tuple[Part, ...]
    problems: tuple[Finding, ...]


def expand(post: Post) -> Expanded:
    """The items of a post, in the order of its parts, and what of it is looked at elsewhere or not at all.

    What is handed over is a file as it came, or a text in UTF-8.
    """
    items: list[Item] = []
    handed_over: list[Part] = []
    problems = [uninspectable(post.problem, "post")] if post.problem else []
    room, short = MAX_CHARACTERS, IN_LOOP_BYTES
    for part in post.parts:
        if part.role is Role.ATTACHMENT:
            handed_over += [part] if part.data else []
            continue
        text = read_text(part)
        if len(text) > room:
            problems.append(uninspectable("too-large", part.name))
        text, room, short = text[:room], max(0, room - len(text)), short - len(part.data)
        if text and short >= 0:
            items.append(text_item(Where(part=part.name), text, part.role))
        elif text:
            data = text.encode(errors="replace")
            handed_over.append(replace(part, media_type="text/plain; charset=utf-8", data=data))
    if post.reply_to:
        items.append(Tag(where=Where(part="reply-to"), name="reply-to", value=post.reply_to))
    return Expanded(items=tuple(items), handed_over=tuple(handed_over), problems=tuple(problems))


def uninspectable(reason: str, part: str) -> Finding:
    """That a part was not seen, or not all of it."""
    return Finding(detector="content", label="uninspectable", value=reason, confidence=1.0, where=Where(part=part))


def read_text(part: Part) -> str:
    """The text of a part that is a text."""
    return decode(part.data, declared_in(part.media_type))
