"""The text in a picture, where there is some: an image becomes a passage with the places of its words, or None.

Most pictures that people post hold none, and are told so in milliseconds. The rule to keep: the same pixels are read once,
however often they come; what was read is kept by digest, in the process, for a few pictures.
"""

from collections import OrderedDict
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np

from gatepost.content.budget import Budget
from gatepost.content.format import Box, Image, Passage
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
    kept: OrderedDict[bytes, Passage | None] = OrderedDict()

    def read(image: Image, budget: Budget) -> Passage | None:
        digest = sha256(image.pixels + b"%d" % image.width).digest()
        if digest in kept:
            kept.move_to_end(digest)
        else:
            kept[digest] = _passage(image, engine, budget)
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        return kept[digest]

    return read


def _passage(image: Image, engine: Engine, budget: Budget) -> Passage | None:
    if min(image.width, image.height) < _SHORTEST:
        return None
    picture = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width, 3)
    lines = lines_in(picture, engine, budget)
    text, words = _written(lines)
    budget.characters(len(text))
    return Passage(text=text, words=words) if text else None


def _written(lines: list[Line]) -> tuple[str, tuple[tuple[int, int, Box], ...]]:
    """One line of text for each, and where each word stands in it and in the picture."""
    text, words, at = [], [], 0
    for line in lines:
        for before, word, box in line.words:
            at += len(before)
            words.append((at, at + len(word), box))
            at += len(word)
            text += [before, word]
        text.append("\n")
        at += 1
    return "".join(text).rstrip("\n"), tuple(words)
