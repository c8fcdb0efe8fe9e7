"""The text in a picture, where there is some: an image becomes a passage with the places of its words.

Most pictures that people post hold none, and are told so in milliseconds. The rule to keep: the same pixels are read once,
however often they come, and kept by digest for a few pictures; what was read before the time was over is given all the same.
"""

from collections import OrderedDict
from collections.abc import Generator, Iterator
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Image, Passage
from gatepost.content.ocr.engine import LANGUAGE, Engine
from gatepost.content.ocr.reading import Line, lines_in
from gatepost.content.reading import ReadPicture

_KEPT = 64  # pictures
_SHORTEST = 12  # pixels: less holds no line of text


def make_ocr(tessdata: Path) -> ReadPicture | None:
    """What reads pictures with the language data in this folder; None where the data is not there."""
    if not (tessdata / f"{LANGUAGE}.traineddata").is_file():
        return None
    cv2.setNumThreads(1)  # the other cores have readers of their own
    engine = Engine(tessdata)
    kept: OrderedDict[bytes, tuple[Passage, ...]] = OrderedDict()

    def read(image: Image, budget: Budget) -> Iterator[Passage]:
        digest = sha256(image.pixels + b"%d" % image.width).digest()
        if digest in kept:
            kept.move_to_end(digest)
        else:
            kept[digest] = yield from _passages(image, engine, budget)
            if len(kept) > _KEPT:
                kept.popitem(last=False)
            return
        yield from kept[digest]

    return read


def _passages(image: Image, engine: Engine, budget: Budget) -> Generator[Passage, None, tuple[Passage, ...]]:
    """The one passage that there is, or none. Where reading ends too early: the lines that were read, then Unreadable."""
    if min(image.width, image.height) < _SHORTEST:
        return ()
    picture = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width, 3)
    lines: list[Line] = []
    try:
        for line in lines_in(picture, engine, budget):
            lines.append(line)
            budget.characters(sum(len(word) + 1 for _, word, _ in line.words))
    except Unreadable:
        yield from _written(lines)
        raise
    read = tuple(_written(lines))
    yield from read
    return read


def _written(lines: list[Line]) -> Iterator[Passage]:
    """One line of text for each, with where each word stands in it and in the picture."""
    text, words, at = [], [], 0
    for line in lines:
        for before, word, box in line.words:
            at += len(before)
            words.append((at, at + len(word), box))
            at += len(word)
            text += [before, word]
        text.append("\n")
        at += 1
    if text:
        yield Passage(text="".join(text).rstrip("\n"), words=tuple(words))
