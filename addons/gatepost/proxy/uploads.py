"""Uploads before their posts: pieces wait here for the others, and what was found in an upload is found in its posts.

A piece goes on as it comes, because a platform shows nothing of a file before it is whole. Whatever ends or uses the
upload waits until the whole file is judged with it. The rule to keep: pieces are let go of only when what they make was
let through, so that a refusal, a justification and a fault of ours all find the same file again.
"""

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import FileIO

from gatepost.model import Activity, FiledPart, Finding, Part, Piece, Post, Role, Where
from gatepost.pipeline import Gate
from gatepost.platforms import address_key, closes, waits_for
from gatepost.platforms.media_types import media_type_of
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.inspection import Before, Verdict
from gatepost.proxy.spill import is_alive, write_at
from gatepost.proxy.uploads_joined import join
from gatepost.state import JudgedUpload, UploadId, WaitingPiece

logger = logging.getLogger(__name__)

_PEOPLE = (
    4  # that many, at least, have to go on with nothing before there is no room for others; one long film always has
)
_BEGINNING = 4096  # bytes; what tells the type of a file


@dataclass(frozen=True, slots=True)
class Gathered:
    """A post with the files that its pieces make, and what was found before in the uploads that it refers to."""

    post: Post
    joined: tuple[UploadId, ...] = ()
    earlier: tuple[JudgedUpload, ...] = ()

    def close(self) -> None:
        for part in self.post.parts:
            if isinstance(part, FiledPart):
                part.file.close()


async def gather(gateway: Gateway, gate: Gate, post: Post, url: str) -> Gathered:
    """Keep a piece, or bring together what belongs to this post; `url` is where it was sent."""
    if post.activity is Activity.DELETE:
        return Gathered(post)
    post = await _as_expected(gateway, gate, post, url)
    if post.piece is None or not post.media or _is_whole(post):
        wanted = [_upload(post, media) for media in post.media] if closes(post, gate.platforms) else []
        return await _brought_together(gateway, replace(post, piece=None) if post.piece else post, wanted)
    upload, ends = _upload(post, post.media[0]), _ends(post.piece, _size(post))
    await _keep(gateway, gate, upload, post, post.piece)
    post = replace(post, parts=tuple(part for part in post.parts if part.role is not Role.ATTACHMENT))
    return await _brought_together(gateway, replace(post, piece=None), [upload]) if ends else Gathered(post)


async def _as_expected(gateway: Gateway, gate: Gate, post: Post, url: str) -> Post:
    """The post with its upload and its place in it, where only an earlier answer told them."""
    if post.activity is not Activity.UPLOAD or post.media or not _files(post) or not waits_for(post, gate.platforms):
        return post
    expected = await gateway.pieces.expected(post.platform, post.principal.id, address_key(url))
    return post if expected is None else replace(post, media=(expected.media,), piece=expected.piece)


def _is_whole(post: Post) -> bool:
    piece = post.piece
    return piece is not None and piece.offset == 0 and (piece.total == _size(post) or piece.last)


def _ends(piece: Piece, size: int) -> bool:
    return piece.last or (piece.offset is not None and piece.total is not None and piece.offset + size >= piece.total)


def _size(post: Post) -> int:
    return sum(part.size for part in _files(post))


def _upload(post: Post, media: str) -> UploadId:
    return UploadId(platform=post.platform, principal=post.principal.id, media=media)


async def _keep(gateway: Gateway, gate: Gate, upload: UploadId, post: Post, piece: Piece) -> None:
    """Write the bytes of a piece where they wait, or down why they do not."""
    files = _files(post)
    lost = post.problem or ("" if len(files) == 1 else "corrupt")  # of two files, the platform takes either
    size = _size(post)
    if not lost and await _has_room(gateway, gate, upload, size):
        held = gateway.spill.place(upload, size)
        try:
            if held:
                await asyncio.to_thread(write_at, held, files[0].data)
                await gateway.pieces.keep(upload, WaitingPiece(piece=piece, size=size, held=held))
                return
        except OSError as error:
            logger.error("a piece of an upload cannot be kept: %s", error.strerror)  # noqa: TRY400 - the disk's own words say it all
    await gateway.pieces.keep(upload, WaitingPiece(piece=piece, size=size, lost=lost or "too-large"))


async def _has_room(gateway: Gateway, gate: Gate, upload: UploadId, size: int) -> bool:
    """Whether so much more may wait: of this upload, of this person, and of all together on this node."""
    limits = gate.policy.limits
    of_this = await gateway.pieces.upload_bytes(upload)
    of_person = _held(await gateway.pieces.person_bytes(upload.principal))
    of_all = _held(await gateway.pieces.waiting_bytes())
    most_of_person = max(limits.video, limits.spill // _PEOPLE)
    return of_this + size <= limits.video and of_person + size <= most_of_person and of_all + size <= limits.spill


def _held(by_process: Mapping[int, int]) -> int:
    """How much of it there still is: with a process, what it held is gone."""
    return sum(size for pid, size in by_process.items() if is_alive(pid))


async def _brought_together(gateway: Gateway, post: Post, wanted: Sequence[UploadId]) -> Gathered:
    joined: list[UploadId] = []
    for upload in wanted:
        if pieces := await gateway.pieces.of(upload):
            part, problem = await _joined(gateway, pieces, _name(post))
            problem = post.problem or problem
            post = replace(post, parts=(*post.parts, part), problem=problem)
            joined.append(upload)
    others = [upload for media in post.media if (upload := _upload(post, media)) not in joined]
    earlier = [judged for upload in others if (judged := await gateway.state.judged_upload(upload))]
    return Gathered(post, tuple(joined), tuple(earlier))


async def _joined(gateway: Gateway, pieces: Sequence[WaitingPiece], name: str) -> tuple[Part, str]:
    file = gateway.spill.temporary()
    try:
        problem = await asyncio.to_thread(partial(_written, pieces, file))
        beginning = os.pread(file.fileno(), _BEGINNING, 0)
    except BaseException:
        file.close()
        raise
    kind = media_type_of(beginning)
    return FiledPart(name=name, role=Role.ATTACHMENT, media_type=kind, data=beginning, file=file), problem


def _written(pieces: Sequence[WaitingPiece], file: FileIO) -> str:
    try:
        return join(pieces, file)
    except OSError:  # the disk is full
        return "too-large"


def _name(post: Post) -> str:
    """What the next file of a post is called."""
    return f"media[{len(_files(post))}]"


def found_before(gathered: Gathered, labels: frozenset[str]) -> Before:
    """What of these labels was found in the uploads that a post refers to, as found in files of the post itself."""
    own = len(_files(gathered.post))
    return Before(
        findings=tuple(
            replace(finding, where=_moved(finding.where, f"media[{number}]"))
            for number, judged in enumerate(gathered.earlier, start=own)
            for finding in judged.findings
            if finding.label in labels
        ),
        justified=all(judged.justified for judged in gathered.earlier),
    )


def _moved(where: Where, part: str) -> Where:
    _, inner, rest = where.part.partition("/")
    return replace(where, part=f"{part}{inner}{rest}")


async def settle(gateway: Gateway, gathered: Gathered, verdict: Verdict) -> JudgedUpload | None:
    """Of what goes on, remember what was found in it, and let go of its pieces. Returns what there is to remember.

    What is refused the platform does not have; its pieces wait, and are judged again with what is still to come.
    """
    if verdict.response is not None:
        return None
    found = _of_upload(gathered, verdict.judged.findings)
    upload = JudgedUpload(findings=found, justified=verdict.judged.decision.justified) if found else None
    if upload is not None:
        named = [_upload(gathered.post, media) for media in gathered.post.media]
        for one in named if gathered.post.activity is Activity.UPLOAD else gathered.joined:
            await gateway.state.remember_upload(one, upload)
    for joined in gathered.joined:
        await gateway.pieces.let_go(joined)
    return upload


def _of_upload(gathered: Gathered, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What was found in the files of a post that came in pieces; in an upload, everything that was found in it."""
    if gathered.post.activity is not Activity.UPLOAD and not gathered.joined:
        return ()
    count = len(_files(gathered.post))
    earlier = {f"media[{number}]" for number in range(count, count + len(gathered.earlier))}
    own = [finding for finding in findings if finding.where.part.partition("/")[0] not in earlier]
    if gathered.post.activity is Activity.UPLOAD:
        return tuple(own)
    joined = {"post", *(part.name for part in gathered.post.parts if isinstance(part, FiledPart))}
    return tuple(finding for finding in own if finding.where.part.partition("/")[0] in joined)


def _files(post: Post) -> list[Part]:
    return [part for part in post.parts if part.role is Role.ATTACHMENT]
