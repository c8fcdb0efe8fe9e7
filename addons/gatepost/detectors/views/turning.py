"""What shows otherwise than it is written: letters shown in reverse or on their heads, and a text in what nobody sees.

A right-to-left override shows Latin letters in reverse; the halves of flags show as letters; turned letters are read from the end, with the book upside
down; tag characters and variation selectors show nothing, and programs read them all the same. The rule to keep: what
is turned round is named as a whole, so that places rise from one stretch to the next.
"""

import re
from collections.abc import Callable, Iterator

from gatepost.detectors.views.packing import readable
from gatepost.detectors.views.rewriting import Stretch, whole

_TAGS = range(0xE0000, 0xE0080)
_INDICATORS, _TWO_FLAGS = 0x1F1E6, 4
_FLAGS = frozenset(map(chr, range(_INDICATORS, _INDICATORS + 26)))
_SELECTORS, _MORE_SELECTORS = 0xFE00, 0xE0100
_TAGGED = chr(_TAGS.start)  # no other character from here on is in use


def _hidden(run: re.Match[str]) -> Stretch | None:
    """Tag characters, each of which names a letter, or selectors, of which there is one for each byte."""
    codes = list(map(ord, run.group()))
    if codes[0] in _TAGS:
        said = "".join(chr(code - _TAGS.start) for code in codes)
        return Stretch(*run.span(), said, range(*run.span()), range(run.start() + 1, run.end() + 1))
    shown = readable(
        bytes(code - _SELECTORS if code < _MORE_SELECTORS else code - _MORE_SELECTORS + 16 for code in codes)
    )
    return whole(*run.span(), shown) if shown is not None else None


def _overridden(run: re.Match[str]) -> Stretch:
    return whole(*run.span(), run.group(1)[::-1])


_ON_ITS_HEAD = "ɐɔǝɟƃɥıᴉɾʞʃןɯɹʇʌʍʎ∀ꓭᗺƆᗡꓷƎℲ⅁ꓘ⋊⅂˥Ԁᴚꓤ⊥ꓕ∩ꓵΛ⅄"
_UPRIGHT = str.maketrans(
    f"{_ON_ITS_HEAD}qpudbnWM⇂ᄅƐㄣϛ9ㄥ6˙¿¡", "acefghiijkllmrtvwyABBCDDEFGKKLLPRRTTUUVYbdnpquMW12345679.?!"
)
_FEWEST_TURNED = 2  # one is a sign of phonetics
_TURNED = re.compile(f"[{_ON_ITS_HEAD}]")


def _upright(line: re.Match[str]) -> Stretch | None:
    """A line with letters on their heads; others look the same either way, so that nobody can tell where it begins."""
    if len(_TURNED.findall(line.group())) < _FEWEST_TURNED:
        return None
    return whole(*line.span(), line.group()[::-1].translate(_UPRIGHT))


def _indicated(run: re.Match[str]) -> Stretch:
    """Regional indicators, two of which make a flag, one by one."""
    places = range(*run.span())
    said = "".join(chr(ord(letter) - _INDICATORS + ord("A")) for letter in run.group())
    return Stretch(*run.span(), said, places, [place + 1 for place in places])


def _has(signs: str) -> Callable[[str], bool]:
    wanted = frozenset(signs)
    return lambda foreign: not wanted.isdisjoint(foreign)


def _has_indicators(foreign: str) -> bool:
    """More of them than two flags take."""
    return sum(sign in _FLAGS for sign in foreign) > _TWO_FLAGS


def _has_hidden(foreign: str) -> bool:
    return max(foreign) >= _TAGGED


def _runs(run: str, decode: Callable[[re.Match[str]], Stretch | None]) -> Callable[[str], Iterator[Stretch]]:
    pattern = re.compile(run)
    return lambda text: filter(None, map(decode, pattern.finditer(text)))


# A look at the characters that are not ASCII, which says no to nearly every text, and what the runs in a text show.
TURNED: tuple[tuple[Callable[[str], bool], Callable[[str], Iterator[Stretch]]], ...] = (
    (_has("\u202e"), _runs("\u202e([^\u202c\n]{1,100000})\u202c?", _overridden)),
    (_has("ɐɔǝɥɯɹʇʎ∀Ǝ⊥ᴚ⅁"), _runs(r"[^\n]+", _upright)),
    (_has_indicators, _runs("[\U0001f1e6-\U0001f1ff]{1,400}", _indicated)),
    (_has_hidden, _runs("[\U000e0020-\U000e007e]{4,}|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{6,}", _hidden)),
)
