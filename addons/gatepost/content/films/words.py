"""The words that a film carries beside its frames: titles, comments and places, chapters, and what its subtitles say.

The rule to keep: only what people write is text here. Names of encoders, dates and counts are left out, since digits
that nobody wrote look like somebody's number.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from av.container import InputContainer
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import AssSubtitle

from gatepost.content.budget import Budget
from gatepost.content.films.containers import AnyPacket
from gatepost.content.format import Label, Passage, Unread
from gatepost.content.pictures.xmp import labels_of, words_of

_XMP = "xmp"
_BY_PROGRAMS = frozenset(
    {
        "major_brand", "minor_version", "compatible_brands", "creation_time", "encoder", "encoder_settings", "language",
        "vendor_id", "timecode", "reel_uuid", "rotate", "duration", "bps", "number_of_frames", "number_of_bytes", "date",
        "creationdate", "track", "disc", "alpha_mode", "stereo_mode", "mimetype", "tlen", "tsse", "isvbr", "wmfsdkversion",
    }
)  # fmt: skip
_PROGRAMS = ("_statistics", "source_id", "deviceconformance", "android.", "com.android.", "replaygain", "itun")
_NOBODY_SAID = frozenset({"videohandler", "soundhandler", "subtitlehandler", "datahandler", "core media video"})
_TOGETHER = timedelta(minutes=1)  # a sentence goes over several cues, and is read as one


def said(container: InputContainer, budget: Budget) -> Iterator[Passage | Label]:
    """What the container and its streams say of themselves, each text once."""
    packets = [container.metadata, *(stream.metadata for stream in container.streams)]
    words = [word for metadata in packets for word in _words(metadata)]
    words += [word for chapter in container.chapters() for word in _words(chapter["metadata"])]
    for word in dict.fromkeys(words):
        budget.characters(len(word))
        yield Passage(text=word)
    for metadata in packets:
        if xmp := metadata.get(_XMP):
            yield from labels_of(xmp.encode())


def _words(metadata: Mapping[str, str]) -> Iterator[str]:
    for name, value in metadata.items():
        key, text = name.lower(), value.strip()
        if key == _XMP:
            yield from words_of(value.encode())
        elif _is_by_a_person(key) and text and text.lower() not in _NOBODY_SAID:
            yield text


def _is_by_a_person(key: str) -> bool:
    own = key.rpartition("-")[0] or key  # Matroska adds the language: `title-eng`
    return not (key in _BY_PROGRAMS or own in _BY_PROGRAMS) and not any(part in key for part in _PROGRAMS)


class Subtitles:
    """The cues of one track, as passages of about a minute."""

    def __init__(self, stream: SubtitleStream) -> None:
        self._stream = stream
        self._cues: list[str] = []
        self._begun = timedelta()
        self._unread = False

    def read(self, packet: AnyPacket, at: timedelta, budget: Budget) -> Iterator[Passage | Unread]:
        if self._cues and at - self._begun >= _TOGETHER:
            yield from self.rest()
        cues = self._stream.decode(packet)
        texts = list(_texts(cues))
        if cues and not texts and not self._unread:
            self._unread = True  # drawn letters: once for the track
            yield Unread(reason="unknown-format", time=at)
        for text in filter(None, texts):
            budget.characters(len(text))
            if not self._cues:
                self._begun = at
            self._cues.append(text)

    def rest(self) -> Iterator[Passage]:
        if self._cues:
            yield Passage(text="\n".join(self._cues), time=self._begun)
        self._cues = []


def _texts(cues: Iterable[object]) -> Iterator[str]:
    for cue in cues:
        if isinstance(cue, AssSubtitle):
            yield cue.dialogue.decode("utf-8", "replace").strip()
