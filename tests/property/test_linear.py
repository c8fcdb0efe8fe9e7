"""What detection costs grows with a text's size and not faster, whatever the text repeats."""

import gc
import time
from functools import cache

import pytest

from bench.corpora import corpus, shipped_resources
from gatepost.detectors import Detectors, detect_all, load_detectors
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.folding import text_item
from gatepost.model import Where

SIZE, TIMES = 4_000, 6  # characters, and how many times that the longer text has
SLACK = 3.0  # a quadratic cost would be six times the linear one
FLOOR_SECONDS = 0.02  # below it a measurement says nothing

# What is looked at closely: what opens, joins, nests, counts, spells or codes something.
REPEATED = {
    "letters": "a",
    "letters apart": "a ",
    "blanks": " ",
    "lines": "\n",
    "words": "word ",
    "stops": ". ",
    "dots": "....",
    "brackets": "(((",
    "quotes": '"“«',
    "bars": "|",
    "cells": "a | b | c\n",
    "commas": "1,2,3,4\n",
    "digits": "0",
    "numbers": "046 454 286 ",
    "years": "1984-04-17 ",
    "at signs": "@a",
    "hashtags": "#PasPourDiffusion ",
    "underscores": "a_",
    "hyphens": "pro-tec-",
    "slashes": "a/b/",
    "entities": "&#80;",
    "percents": "%50",
    "escapes": "\\u0050",
    "base64": "UFJPVEVDVEVEIEI",
    "pictures": "🙂a",
    "flags": "🇵🇷",
    "accents": "é́",
    "overrides": "\u202eabc",
    "invisible": "p\u200br\u200bo\u200b",
    "number words": "four five ",
    "agency": "StatCan ",
    "insults": "you are an idiot ",
    "quoted insults": '"you are an idiot" ',
    "people": "he she they ",
    "roles": "i work as an analyst at ",
    "figures": "12.5 % ",
    "markings": "PROTECTED B // ",
    "embargo": "embargo until ",
    "passwords": "password: ",
    "names": "Anna Tremblay, ",
    "columns": "name sin postal code income\n",
    "json": '{"a": ',
    "links": "https://x.ca/",
}


@cache
def detectors() -> Detectors:
    return load_detectors(shipped_resources(), compiler_in(cache_folder()))


def seconds(text: str) -> float:
    """Of processor time, the best of three. Clearing up after other tests is not counted."""
    item, looking = text_item(Where(part="text"), text), detectors()
    best = float("inf")
    gc.collect()
    gc.disable()
    for _ in range(3):
        started = time.process_time()
        detect_all([item], looking)
        best = min(best, time.process_time() - started)
    gc.enable()
    return best


def cost_of_growth(unit: str) -> float:
    """How many times more than linear the longer text costs; 1 where neither costs anything to speak of."""
    short, long = (unit * (size // len(unit)) for size in (SIZE, SIZE * TIMES))
    cost = seconds(long)
    return cost / (TIMES * max(seconds(short), FLOOR_SECONDS / TIMES)) if cost > FLOOR_SECONDS else 1


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_what_a_text_repeats_costs_in_proportion(unit: str) -> None:
    assert cost_of_growth(unit) < SLACK


def test_a_word_of_a_megabyte_costs_in_proportion() -> None:
    assert seconds("a" * 1_000_000) < 20 * max(seconds("a" * 100_000), FLOOR_SECONDS)


@pytest.mark.parametrize("label", sorted({case.label for case in corpus()}))
def test_posts_of_the_corpora_joined_cost_in_proportion(label: str) -> None:
    assert cost_of_growth("\n".join(case.text for case in corpus(label))[:SIZE]) < SLACK
