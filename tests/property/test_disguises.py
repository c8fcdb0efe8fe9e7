"""What holds of every reading of every text: whoever disguises a text is undone, in time and in place."""

import base64
import codecs
import html
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import fold, text_item
from gatepost.model import Where

EVERY = frozenset(View)
WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzé", min_size=6, max_size=14).filter(
    lambda word: all(left != right for left, right in pairwise(word))
)
SENTENCE = st.lists(WORD, min_size=2, max_size=5).map(lambda words: " ".join([*words, "mois"]))
PIECES = st.sampled_from(
    (
        *("&#80;", "%C3%A9", "\\u0041", "\u202e", "\u202c", "🐟", "🇨🇦", "a.b", "S E C ", "one two six nine ", "œ"),
        *("h3ll0 ", "#AbCd", "_", "ǝɹ", "U2VjcmV0IHdvcmQ=", "48656c6c6f21", "-\n", "\U000e0041" * 4, "mmaarrss", "|_|"),
    )
)
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)


def read(text: str) -> list[Reading]:
    return list(readings(text_item(Where(part="text"), text), EVERY))


@settings(deadline=None, max_examples=300)
@given(MIXED, st.integers(0, 100), st.integers(1, 30))
def test_every_stretch_of_a_reading_stands_somewhere_and_covers_what_is_in_it(text: str, at: int, long: int) -> None:
    for reading in read(text):
        assert reading.offsets is None or len(reading.offsets) == len(reading.folded) + 1
        start, end = min(at, len(reading.folded)), min(at + long, len(reading.folded))
        left, right = reading.span(start, end)
        assert 0 <= left <= right <= len(text)
        assert (left < right) == (start < end)
        for place in range(start, end):
            inner_left, inner_right = reading.span(place, place + 1)
            assert left <= inner_left < inner_right <= right


def _leet(text: str) -> str:
    return text.translate(str.maketrans("eaos", "340$"))


DISGUISES: dict[str, Callable[[str], str]] = {
    "blanks": lambda text: "   ".join(" ".join(word) for word in text.split()),
    "dots": lambda text: " ".join(".".join(word) for word in text.split()),
    "pictures": lambda text: " ".join("🐟".join(word) for word in text.split()),
    "a letter a line": lambda text: "\n\n".join("\n".join(word) for word in text.split()),
    "twice": lambda text: " ".join("".join(letter * 2 for letter in word) for word in text.split()),
    "zero-width": "\u200b".join,
    "accents heaped": lambda text: "".join(letter + "\u0336" * letter.isalpha() for letter in text),
    "capitals": str.upper,
    "mathematical": lambda text: text.translate({97 + place: 0x1D41A + place for place in range(26)}),
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "named entities": lambda text: html.escape(text).replace("é", "&eacute;") + "&nbsp;",
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "escapes": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "hexadecimal": lambda text: text.encode().hex(),
    "binary": lambda text: " ".join(f"{byte:08b}" for byte in text.encode()),
    "entities of base64": lambda text: "".join(f"&#{byte};" for byte in base64.b64encode(text.encode())),
    "reversed": lambda text: text[::-1],
    "override": lambda text: f"\u202e{text[::-1]}\u202c",
    "rotated": lambda text: codecs.encode(fold(text)[0], "rot13"),
    "full width": lambda text: "".join(
        chr(ord(letter) + 0xFEE0) if "a" <= letter <= "z" else letter for letter in text
    ),
}


@pytest.mark.parametrize("disguise", DISGUISES)
@settings(deadline=None, max_examples=40)
@given(text=SENTENCE)
def test_a_disguise_is_undone_and_all_of_it_named(disguise: str, text: str) -> None:
    if disguise in {"reversed", "rotated"}:
        text += " secret"  # read so only where there is a word that somebody would hide
    hidden = f"— {DISGUISES[disguise](text)} —"
    plain = fold(text)[0]
    found = [reading for reading in read(hidden) if plain in reading.folded.replace("\n", " ")]
    assert found
    start = found[0].folded.replace("\n", " ").index(plain)
    left, right = found[0].span(start, start + len(plain))
    beside = fold(hidden[:left] + hidden[right:])[0]
    assert not any(character.isalnum() for character in beside.replace("&nbsp;", ""))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["secret", "tabac", "grosse", "bateau", "savoir"]), min_size=1, max_size=5))
def test_letters_replaced_by_digits_and_signs_are_undone(words: list[str]) -> None:
    text = " ".join(words)
    assert any(text in reading.folded for reading in read(_leet(text)))


FLOODS = ["&#80;", "%41a", "a.", "a b ", "aGVsbG8gd29ybGQx ", "aB3", "e\u0301", "\u202e", "48 65 6c 6c ", "01001000"]
FLOODS += [
    "h3ll0 ",
    "ab.cd",
    "ab🐟cd",
    "ab-\ncd ",
    "#AbCd ",
    "one two ",
    "_",
    "ǝɹ a\n",
    "\U000e0041",
    "aabb",
    "st ca ",
    "🇨🇦",
]


@pytest.mark.parametrize("flood", FLOODS)
def test_time_grows_no_faster_than_the_text(flood: str) -> None:
    few, many = (min(_seconds(flood * (size // len(flood))) for _ in range(3)) for size in (15_000, 60_000))
    assert many < 10 * few + 0.01  # 4 by right; a busy machine measures badly


def _seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
