"""Films are looked at from their first frame to their last, and say so where they are not."""

import io
import struct
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image as Pillow

from gatepost.content.budget import Allowance, Budget
from gatepost.content.format import Image, Inner, Passage, Unread
from gatepost.content.readers.video import FORMATS
from gatepost.content.reading import Read, Reader
from gatepost.model import Finding, Picture, Text
from tests.unit.content.films.made import RATE, SIZE, film, scene, sounds

CONTAINERS = (
    ("mp4", "libx264", "mp4"),
    ("mov", "libx264", "mp4"),
    ("matroska", "libx264", "matroska"),
    ("webm", "libvpx", "matroska"),
    ("avi", "mpeg4", "avi"),
    ("mpegts", "libx264", "mpeg-ts"),
    ("flv", "flv", "flv"),
    ("asf", "msmpeg4v2", "asf"),
)


def budget(frames: int = 120, seconds: float = 60) -> Budget:
    allowance = Allowance(
        inflated=10**8,
        characters=10**6,
        pages=100,
        frames=frames,
        files=50,
        pixels=40_000_000,
        depth=5,
        seconds=seconds,
    )
    return Budget(allowance, time.monotonic)


def pieces(data: bytes, frames: int = 120) -> list[object]:
    [known] = [format_ for format_ in FORMATS if format_.looks(data)]
    return list(known.read(data, budget(frames)))


def images(data: bytes) -> list[Image]:
    return [piece for piece in pieces(data) if isinstance(piece, Image)]


def unread(data: bytes) -> list[Unread]:
    return [piece for piece in pieces(data) if isinstance(piece, Unread)]


def texts(data: bytes) -> list[str]:
    return [piece.text for piece in pieces(data) if isinstance(piece, Passage)]


def read(data: bytes) -> Iterator[Read | Finding]:
    return Reader(formats=FORMATS, read_picture=None).read("media[0]", data, budget())


def seconds(scenes: int) -> list[np.ndarray]:
    """A second of each scene."""
    return [scene(number) for number in range(scenes) for _ in range(RATE)]


def shows(image: Image, number: int) -> bool:
    pixels = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width, 3).astype(int)
    return bool(np.abs(pixels - scene(number)).mean() < 8)


@pytest.mark.parametrize(("container", "codec", "name"), CONTAINERS)
def test_a_film_in_each_container_is_known_by_its_bytes_and_seen_scene_by_scene(
    container: str, codec: str, name: str
) -> None:
    data = film(seconds(3), container, codec)
    assert [format_.name for format_ in FORMATS if format_.looks(data)] == [name]
    seen = images(data)
    assert list(dict.fromkeys(next(number for number in range(3) if shows(image, number)) for image in seen)) == [
        0,
        1,
        2,
    ]
    assert not unread(data)


def test_scenes_between_key_frames_are_seen() -> None:
    seen = images(film(seconds(4), key_every=1000))
    assert [image.time for image in seen] == [timedelta(seconds=0), *(image.time for image in seen[1:])]
    assert all(any(shows(image, number) for image in seen) for number in range(4))


def test_a_scene_of_little_more_than_a_second_is_seen_wherever_it_stands() -> None:
    for begin in range(3, 17):
        shown = [scene(0)] * 30
        shown[begin : begin + 12] = [scene(1)] * 12
        assert any(shows(image, 1) for image in images(film(shown, key_every=1000)))


def test_the_first_and_the_last_frame_are_seen_however_short() -> None:
    shown = [scene(1), *[scene(0)] * 33, scene(2)]
    seen = images(film(shown, key_every=7))
    assert shows(seen[0], 1)
    assert shows(seen[-1], 2)
    assert seen[-1].time == timedelta(seconds=3.4)


def test_a_film_that_does_not_change_is_one_picture() -> None:
    assert len(images(film([scene(0)] * 50))) == 1


def test_a_few_words_that_appear_are_something_new() -> None:
    worded = scene(0, (1280, 720)).copy()
    worded[600:616, 100:230:2] = 255 - worded[600:616, 100:230:2]
    assert len(images(film([scene(0, (1280, 720))] * 15 + [worded] * 15))) == 2


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_films_are_turned_and_mirrored_as_a_player_shows_them(turned: int, mirrored: bool) -> None:
    """`turned` is counter-clockwise, and what is mirrored is so after it (FFmpeg's display matrix)."""
    expected = np.rot90(scene(0), turned // 90)
    expected = expected[:, ::-1] if mirrored else expected
    [image] = images(film([scene(0)] * 3, turned=turned, mirrored=mirrored))
    pixels = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width, 3).astype(int)
    assert pixels.shape == expected.shape
    assert np.abs(pixels - expected).mean() < 8


@pytest.mark.parametrize(
    ("container", "codec", "subtitles"),
    [
        ("mp4", "libx264", "mov_text"),
        ("matroska", "libx264", "subrip"),
        ("matroska", "libx264", "ass"),
        ("webm", "libvpx", "webvtt"),
    ],
)
def test_subtitles_are_text_with_their_time(container: str, codec: str, subtitles: str) -> None:
    cues = [(1, "PROTECTED"), (2, "B: the survey"), (90, "Merci")]
    data = film(seconds(2), container, codec, subtitles=subtitles, cues=cues)
    said = [piece for piece in pieces(data) if isinstance(piece, Passage)]
    assert [(one.text, one.time) for one in said] == [
        ("PROTECTED\nB: the survey", timedelta(seconds=1)),
        ("Merci", timedelta(seconds=90)),
    ]


def test_titles_comments_and_places_are_text_and_the_names_of_programs_are_not() -> None:
    metadata = {"title": "Labour draft", "comment": "usage interne", "location": "+45.4200-075.6900/"}
    assert set(metadata.values()) <= set(texts(film(seconds(1), metadata=metadata)))
    assert texts(film(seconds(1))) == []
    assert {"Labour draft", "usage interne"} <= set(texts(film(seconds(1), "matroska", metadata=metadata)))


def test_attached_files_are_files_within_the_film() -> None:
    data = film(seconds(1), "matroska", attachment=("records.csv", b"name;sin\n"))
    assert [piece for piece in pieces(data) if isinstance(piece, Inner)] == [
        Inner(data=b"name;sin\n", name="records.csv")
    ]


def test_a_sound_has_words_and_a_cover_and_was_not_listened_to() -> None:
    data = sounds(metadata={"title": "Briefing", "comment": "usage interne"})
    assert {"Briefing", "usage interne"} <= set(texts(data))
    assert unread(data) == [Unread(reason="unknown-format")]
    assert unread(film(seconds(1), sound=True)) == []


def test_a_film_without_its_table_of_contents_is_corrupt() -> None:
    data = film(seconds(3))
    cut = data[: data.index(b"moov") - 4]
    assert [one.value for one in read(cut) if isinstance(one, Finding)] == ["corrupt"]


@pytest.mark.parametrize(
    ("container", "options"),
    [("mp4", {"movflags": "+faststart"}), ("matroska", {}), ("mp4", {"movflags": "+frag_keyframe+empty_moov"})],
)
def test_a_film_cut_short_shows_what_is_there_and_is_corrupt(container: str, options: dict[str, str]) -> None:
    data = film([noise(number) for number in range(60)], container, options=options)
    cut = data[: int(len(data) * 0.6)]
    found = list(read(cut))
    assert any(isinstance(one, Read) and isinstance(one.item, Picture) for one in found)
    assert {one.value for one in found if isinstance(one, Finding)} == {"corrupt"}


def noise(number: int) -> np.ndarray:
    return np.random.default_rng(number).integers(0, 256, (SIZE[1], SIZE[0], 3), np.uint8)


def test_a_budget_too_small_for_a_film_is_spread_over_it_and_the_gap_is_told() -> None:
    data = film(seconds(40), key_every=5)
    found = pieces(data, frames=10)
    seen = [piece.time or timedelta() for piece in found if isinstance(piece, Image)]
    assert len(seen) == 10
    assert seen[0] == timedelta()
    assert seen[-1] > timedelta(seconds=36)
    assert max(later - sooner for sooner, later in pairwise(seen)) <= timedelta(seconds=9)
    [gap] = [piece for piece in found if isinstance(piece, Unread)]
    assert gap.reason == "too-large"
    assert gap.time
    assert timedelta() < gap.time < timedelta(seconds=8)


def test_a_protected_film_is_encrypted() -> None:
    key = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "0" * 31 + "1", "encryption_kid": "0" * 31 + "2"}
    assert unread(film(seconds(2), options=key)) == [Unread(reason="encrypted")]


def test_a_playlist_is_no_film() -> None:
    playlist = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/secret.ts\n#EXT-X-ENDLIST\n"
    assert not any(format_.looks(playlist) for format_ in FORMATS)
    dash = b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>'
    assert not any(format_.looks(dash) for format_ in FORMATS)


def test_a_film_whose_samples_lie_in_another_file_shows_nothing_of_that_file(tmp_path: object) -> None:
    other = film(seconds(2), "mov")
    [(image, *_)] = [images(other)]
    path = f"{tmp_path}/other.mov"
    with open(path, "wb") as file:  # noqa: PTH123 - the path is what is written into the film
        file.write(other)
    pointing = _pointing_at(film(seconds(2), "mov", options={"movflags": "+faststart"}), path)
    shown = [one.item for one in read(pointing) if isinstance(one, Read) and isinstance(one.item, Picture)]
    assert image.pixels not in [picture.pixels for picture in shown]
    assert {one.value for one in read(pointing) if isinstance(one, Finding)} == {"corrupt"}


def _pointing_at(data: bytes, path: str) -> bytes:
    """The film's head alone, its samples referred to a file (QuickTime's data reference `url `, not self-contained)."""
    at = data.index(b"dref") - 4
    size = struct.unpack(">I", data[at : at + 4])[0]
    address = f"file://{path}".encode() + b"\0"
    entry = struct.pack(">I4sI", 12 + len(address), b"url ", 0) + address
    box = struct.pack(">I4sII", 16 + len(entry), b"dref", 0, 1) + entry
    head = bytearray(data[:at] + box + data[at + size : data.index(b"mdat") - 4])
    for kind in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
        place = bytes(head).index(kind) - 4
        head[place : place + 4] = struct.pack(">I", struct.unpack(">I", head[place : place + 4])[0] + len(box) - size)
    return bytes(head)


def test_pictures_in_a_films_clothes_are_not_films() -> None:
    file = io.BytesIO()
    Pillow.new("RGB", (64, 64)).save(file, "AVIF")
    assert not any(format_.looks(file.getvalue()) for format_ in FORMATS)


def test_frames_behind_a_cut_of_the_edit_list_are_seen() -> None:
    data = bytearray(film(seconds(4)))
    at = data.index(b"elst") + 4
    version, count, _duration, start = struct.unpack(">IIII", data[at : at + 16])
    assert (version, count) == (0, 1)
    data[at + 12 : at + 16] = struct.pack(">I", start + 2 * _timescale(data))
    seen = images(bytes(data))
    assert shows(seen[0], 0)


def _timescale(data: bytearray) -> int:
    at = data.index(b"mdhd") + 4
    return int(struct.unpack(">I", data[at + 12 : at + 16])[0])


def test_no_time_left_ends_a_film() -> None:
    data = film(seconds(2))
    reader = Reader(formats=FORMATS, read_picture=None)
    assert [one.value for one in reader.read("media[0]", data, budget(seconds=0)) if isinstance(one, Finding)] == [
        "timeout"
    ]


def test_words_in_a_file_within_a_film_are_at_their_place() -> None:
    data = film(seconds(1), "matroska", attachment=("notes.mp3", sounds(metadata={"title": "PROTECTED B"})))
    [title] = [
        one.item
        for one in read(data)
        if isinstance(one, Read) and isinstance(one.item, Text) and one.item.original == "PROTECTED B"
    ]
    assert title.where.part == "media[0]/1"
