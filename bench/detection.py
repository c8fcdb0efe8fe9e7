"""What looking at texts costs: `python -m bench detection`.

Ordinary posts in both languages through all text detectors, in one process on one core: megabytes a second, the slowest
posts of 2 KB, the growth with an agency's own patterns, and Microsoft Presidio's pattern recognisers on the same texts in
the same run. Goals stand beside the figures and fail nothing.
"""

import json
import os
import random
import re
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from bench.corpora import ROOT, shipped_resources
from bench.ordinary import ordinary_posts
from gatepost.detectors import Detectors, detect_all, load_detectors
from gatepost.enrolment import Pattern, Resources
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.folding import fold, text_item
from gatepost.model import Where

RESULTS = ROOT / "bench/results/detection.json"
PRESIDIO = ROOT / "bench/presidio"
_WHERE = Where(part="text")
_POSTS, _ROUNDS = 2_000, 5
_SHAPES: Sequence[Callable[[str, str, int], str]] = (
    lambda one, two, number: rf"\b{one}[ -]?{two}\b",
    lambda one, two, number: rf"\b{one[:3]}-\d{{4}}-{number}\b",
    lambda one, two, number: rf"\bproject {one}{number}\b",
    lambda one, two, number: rf"\b{one}(s|ing)? (the )?{two}{number % 97}\b",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement, with the goal beside it."""

    name: str
    value: float
    unit: str
    goal: str = ""


def microseconds(text: str, detectors: Detectors, rounds: int) -> float:
    """The best of some rounds from the text to its findings: folding, every view of it, every detector."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        detect_all([text_item(_WHERE, text)], detectors)
        best = min(best, time.perf_counter() - started)
    return best * 1e6


def without_a_hint(texts: Sequence[str], detectors: Detectors) -> float:
    """The share of texts that no detector looks at but those that see all."""
    return sum(not detectors.matcher.scan(fold(text)[0]) for text in texts) / len(texts)


def of_two_kilobytes(texts: Sequence[str]) -> list[str]:
    """Posts of about 2 KB, made of ordinary ones."""
    made: list[str] = []
    remaining = iter(texts)
    while posts := list(islice(remaining, 40)):
        size, kept = 0, []
        for post in posts:
            if size + len(post.encode()) <= 2_048:
                kept.append(post)
                size += len(post.encode()) + 1
        made.append("\n".join(kept))
    return made


def with_patterns(count: int, words: Sequence[str], chance: random.Random) -> Resources:
    """The shipped lists, and so many patterns of the shapes that agencies write."""
    shipped = shipped_resources()
    expressions = [
        chance.choice(_SHAPES)(chance.choice(words), chance.choice(words), number) for number in range(count)
    ]
    patterns = tuple(
        Pattern(id=f"pattern-{number}", label="internal-only", value="", confidence=0.9, expression=expression)
        for number, expression in enumerate(expressions)
    )
    return Resources(lexicons=shipped.lexicons, agency_accounts=shipped.agency_accounts, patterns=patterns)


def figures(rounds: int, posts: int) -> list[Figure]:
    texts = [post.text for post in ordinary_posts(posts)]
    size = sum(len(text.encode()) for text in texts)
    detectors = load_detectors(shipped_resources(), compiler_in(cache_folder()))
    spent = [microseconds(text, detectors, rounds) for text in texts]
    long = [microseconds(text, detectors, rounds) for text in of_two_kilobytes(texts * 20)]
    joined = "\n".join(texts)
    whole = microseconds(joined, detectors, 1)
    made = [
        Figure(name="ordinary posts, each by itself", value=size / sum(spent), unit="MB/s", goal="20"),
        Figure(name="ordinary posts, one text", value=len(joined.encode()) / whole, unit="MB/s", goal="20"),
        Figure(name="median of an ordinary post", value=median(spent), unit="µs"),
        Figure(name="ordinary posts without a hint", value=100 * without_a_hint(texts, detectors), unit="%"),
        Figure(name="post of 2 KB, median", value=median(long), unit="µs"),
        Figure(name="post of 2 KB, 99th percentile", value=quantiles(long, n=100)[98], unit="µs", goal="< 1000"),
    ]
    return [*made, *_growth(texts, rounds), *_beside_presidio(texts, sum(spent), rounds)]


def _growth(texts: Sequence[str], rounds: int) -> list[Figure]:
    chance = random.Random(7)  # noqa: S311 - a benchmark's patterns, the same every time
    words = sorted({word for text in texts for word in re.findall(r"[a-z]{4,}", text)})
    few, many = (
        load_detectors(with_patterns(count, words, chance), compiler_in(cache_folder())) for count in (100, 10_000)
    )
    ratios = [
        sum(microseconds(text, many, 1) for text in texts) / sum(microseconds(text, few, 1) for text in texts)
        for _ in range(rounds)
    ]
    return [Figure(name="10,000 patterns beside 100", value=median(ratios), unit="times the time", goal="<= 1.5")]


def _beside_presidio(texts: Sequence[str], ours: float, rounds: int) -> list[Figure]:
    interpreter = _presidio()
    if interpreter is None:
        return []
    run = subprocess.run(
        [interpreter, PRESIDIO / "time_texts.py", str(rounds)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(run.stdout)
    name = f"Presidio, {told['recognizers']} pattern recognisers"
    return [Figure(name=name, value=sum(told["microseconds"]) / ours, unit="times our time", goal=">= 50")]


def _presidio() -> Path | None:
    """The interpreter that has Presidio: made once, beside ours, as its libraries would not agree with mitmproxy's."""
    python = ROOT / ".venv/presidio/bin/python"
    if not python.exists():
        environment = {**os.environ, "UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never"}
        uv = str(ROOT / ".venv/bin/uv")
        pip = [uv, "pip", "install", "--quiet", "--python", str(python)]
        for command in (
            [uv, "venv", "--quiet", "--python", str(ROOT / ".venv/bin/python"), str(python.parent.parent)],
            [*pip, "--require-hashes", "-r", str(PRESIDIO / "requirements.lock")],
        ):
            if subprocess.run(command, env=environment, check=False).returncode:
                print("Presidio could not be installed: its comparison is left out")
                return None
    return python


def run(*, quick: bool = False) -> None:
    """Prints the figures and keeps them."""
    measured = figures(1 if quick else _ROUNDS, 200 if quick else _POSTS)
    for figure in measured:
        goal = f"   goal {figure.goal}" if figure.goal else ""
        print(f"{figure.name:42}{figure.value:10.2f} {figure.unit}{goal}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(figure) for figure in measured], indent=1) + "\n", encoding="utf-8")
