"""Ordinary posts: what people write in a day that concerns no guideline, made of written posts and of a grammar.

`bench/ordinary/<topic>.<language>.yaml` has whole `posts`, `frames` with slots, and `openings`, `middles` and `closings`
that go together in any number; `words.<language>.yaml` has the words of all topics. An entry is a line; an indented line
goes on with the entry above it; a `¶` alone is an empty line. The rule to keep: the same number is always the same post.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from bench.grammar import Words, filled

FOLDER = Path(__file__).resolve().parent / "ordinary"
LANGUAGES = ("en", "fr")
_OTHER = {"en": "fr", "fr": "en"}
_POINT = {"en": ".", "fr": ","}
_EVERY_WRITTEN = 7  # so often a post is a written one, while there are any
_LENGTHS = range(10, 1_501)
_ATTEMPTS = 200  # at a post that is unlike all before it


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryPost:
    """A post that nobody should ever be refused."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What people write about one thing, in one language."""

    name: str
    posts: tuple[str, ...]
    frames: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    closings: tuple[str, ...]
    words: Words


class OutOfWords(RuntimeError):
    """The grammar makes no more posts that are unlike the ones before."""


def ordinary_posts(count: int) -> tuple[OrdinaryPost, ...]:
    """The first so many posts, all different, the languages in turn."""
    return tuple(islice(_posts(), count))


def _posts() -> Iterator[OrdinaryPost]:
    chance = random.Random(1917)  # noqa: S311 - the same posts every time
    written = {language: _shuffled(language, chance) for language in LANGUAGES}
    seen = set(written["en"] + written["fr"])
    turn = 0
    while True:
        for language in LANGUAGES:
            whole = written[language].pop() if turn % _EVERY_WRITTEN == 0 and written[language] else None
            text = whole or _unlike(seen, language, chance)
            seen.add(text)
            yield OrdinaryPost(text=text, language=language)
        turn += 1


def _shuffled(language: str, chance: random.Random) -> list[str]:
    written = list(dict.fromkeys(post for topic in topics(language) for post in topic.posts))
    chance.shuffle(written)
    return written


def _unlike(seen: set[str], language: str, chance: random.Random) -> str:
    for _ in range(_ATTEMPTS):
        text = _made(language, chance)
        if text not in seen and len(text) in _LENGTHS:
            return text
    raise OutOfWords(f"after {len(seen)} posts")


def _made(language: str, chance: random.Random) -> str:
    topic = chance.choice(topics(language))
    between = chance.choice((" ", " ", " ", "\n", "\n\n"))
    text = filled(between.join(_parts(topic, chance)), topic.words, chance, _POINT[language])
    return _as_typed(text, chance) + filled(_ending(topic, language, chance), topic.words, chance)


def _parts(topic: Topic, chance: random.Random) -> list[str]:
    """A frame alone or between sentences, or sentences alone; now and then many of them."""
    number = chance.choices((0, 1, 2, 3, 5, 8, 12), (7, 23, 26, 19, 14, 7, 4))[0]
    middles = chance.sample(topic.middles, min(number, len(topic.middles)))
    if chance.random() < 0.5:
        middles.insert(0, chance.choice(topic.frames))
    if not middles or chance.random() < 0.4:
        middles.insert(0, chance.choice(topic.openings))
    if chance.random() < 0.4:
        middles.append(chance.choice(topic.closings))
    return middles


def _ending(topic: Topic, language: str, chance: random.Random) -> str:
    """Nothing, signs, hashtags, or something in the other language."""
    kind = chance.random()
    if kind < 0.2:
        return " {emoji}" if kind < 0.12 else " {emoji}{emoji}"
    if kind < 0.35:
        return "{ |\n|\n\n}{hashtag+1..4}"
    if kind < 0.39:
        other = next(each for each in topics(_OTHER[language]) if each.name == topic.name)
        return " " + filled(chance.choice(other.closings), other.words, chance, _POINT[_OTHER[language]])
    return ""


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


_HANDS: Sequence[tuple[int, Callable[[str], str]]] = (  # how many of a hundred type so
    (66, str),
    (10, str.lower),
    (8, lambda text: text.replace("'", "’")),
    (5, lambda text: text.rstrip(".")),
    (4, lambda text: text.replace(".", "...").replace("......", "...") if "http" not in text else text),
    (3, _without_accents),
    (2, lambda text: text.replace(" !", "\u00a0!").replace(" ?", "\u00a0?").replace(" :", "\u00a0:")),
    (2, lambda text: text if "http" in text else text.upper()),
)


def _as_typed(text: str, chance: random.Random) -> str:
    hand = chance.choices([hand for _, hand in _HANDS], [share for share, _ in _HANDS])[0]
    return hand(text)


@cache
def topics(language: str) -> tuple[Topic, ...]:
    shared = _words(_read(FOLDER / f"words.{language}.yaml"))
    return tuple(
        _topic(path, shared) for path in sorted(FOLDER.glob(f"*.{language}.yaml")) if not path.name.startswith("words.")
    )


def _topic(path: Path, shared: Words) -> Topic:
    written = _read(path)
    own = _words(written.pop("words", {}))
    return Topic(name=path.name.partition(".")[0], words={**shared, **own}, **_words(written))


def _words(written: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: _entries(block) for name, block in written.items()}


def _read(path: Path) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return written


_NEXT_ENTRY = re.compile(r"\n(?! )")


def _entries(block: str) -> tuple[str, ...]:
    entries = _NEXT_ENTRY.split(block.rstrip("\n"))
    return tuple(entry.replace("\n  ¶", "\n").replace("\n  ", "\n") for entry in entries)
