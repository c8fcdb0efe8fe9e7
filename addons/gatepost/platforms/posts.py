"""The fragments of a request -> the Post: who acts, what it does, whom it reaches, and what could not be read.

A request with several operations is one post with the parts of all of them; it counts as the most serious one, and
reaches as far as the widest.
"""

from gatepost.errors import Undecodable
from gatepost.model import Account, Activity, Audience, Post, Request
from gatepost.platforms.parts import parts_of
from gatepost.platforms.paths import Context, Locator, first_text
from gatepost.platforms.pieces import piece_of
from gatepost.platforms.spec import AudienceMap, PlatformSpec
from gatepost.platforms.units import SERIOUSNESS, Fragment

MAX_MEDIA = 500  # ids of earlier uploads in one post; the largest album known has a hundred
_MAX_ID = 512  # of an id, handle or URI; longer ones are no such thing

# Who sees a request with several operations: the widest, first.
_REACH = (Audience.PUBLIC, Audience.FOLLOWERS, Audience.GROUP, Audience.DIRECT)


def post_of(request: Request, spec: PlatformSpec, found: list[Fragment], problem: str) -> Post:
    """The post that these fragments are; there is at least one."""
    activities = [_activity(fragment) for fragment in found]
    activity = min(activities, key=SERIOUSNESS.index)
    leading = found[activities.index(activity)].endpoint
    written = [fragment for fragment, what in zip(found, activities, strict=True) if what is not Activity.DELETE]
    parts, trouble = parts_of([fragment for fragment in written if not fragment.endpoint.end_to_end])
    problem = problem or trouble
    if any(fragment.endpoint.end_to_end for fragment in written):
        problem = problem or "end-to-end"
    return Post(
        id=request.id,
        at=request.received,
        platform=spec.platform,
        endpoint=leading.name,
        activity=activity,
        principal=request.principal,
        account=_account(spec, found),
        audience=min((_audience(fragment) for fragment in written), key=_REACH.index, default=Audience.PUBLIC),
        reply_to=_first(found, "reply_to"),
        target=_first(found, "target"),
        professional=spec.professional,
        parts=parts,
        media=_media(found),
        piece=next(filter(None, map(piece_of, found)), None),
        problem=problem if written else "",
    )


def _activity(fragment: Fragment) -> Activity:
    """What a fragment does; a post that answers something is a reply."""
    endpoint = fragment.endpoint
    if endpoint.activity is Activity.POST and text_at(endpoint.reply_to, fragment.context):
        return Activity.REPLY
    return endpoint.activity


def _audience(fragment: Fragment) -> Audience:
    given = fragment.endpoint.audience
    if isinstance(given, AudienceMap):
        said = [text for locator in given.at for text in texts_at(locator, fragment.context)]
        return min((given.values.get(text, given.default) for text in said), key=_REACH.index, default=given.default)
    default = Audience.DIRECT if fragment.endpoint.activity is Activity.MESSAGE else Audience.PUBLIC
    return given or default


def _account(spec: PlatformSpec, found: list[Fragment]) -> Account | None:
    """Who acts: what the endpoint itself says goes before what the platform's requests say in general."""
    for fragment in found:
        endpoint, context = fragment.endpoint, fragment.context
        for account, handle in ((endpoint.account, endpoint.handle), (spec.account, spec.handle)):
            if named := _named(spec.platform, text_at(account, context), text_at(handle, context)):
                return named
    return None


def _named(platform: str, account: str, handle: str) -> Account | None:
    return Account(platform=platform, id=account, handle=handle) if account or handle else None


def _first(found: list[Fragment], name: str) -> str:
    texts = (text_at(getattr(fragment.endpoint, name), fragment.context) for fragment in found)
    return next(filter(None, texts), "")


def text_at(locators: tuple[Locator, ...], context: Context) -> str:
    """The first text at these places."""
    try:
        return _clean(first_text(locators, context))
    except Undecodable:  # too many values to be an id; the parts say that they are
        return ""


def texts_at(locator: Locator, context: Context) -> list[str]:
    """The texts at a place; none where they are too many to be ids (the parts say that they are)."""
    try:
        return locator.texts(context)
    except Undecodable:
        return []


def _media(found: list[Fragment]) -> tuple[str, ...]:
    ids = (media for fragment in found for media in ids_at(fragment.endpoint.media, fragment.context))
    return tuple(dict.fromkeys(ids))[:MAX_MEDIA]


def ids_at(locators: tuple[Locator, ...], context: Context) -> tuple[str, ...]:
    """All the ids at these places, each once."""
    ids = (_clean(text) for locator in locators for text in texts_at(locator, context))
    return tuple(dict.fromkeys(ids))[:MAX_MEDIA]


def _clean(text: str) -> str:
    """An id that can be written anywhere: of bounded length, without half characters."""
    return text[:_MAX_ID] if text.isascii() else text[:_MAX_ID].encode("utf-8", "replace").decode()
