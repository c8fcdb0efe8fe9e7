"""docs/platforms.md names everything that a definition may hold, and its first example is one."""

import re
from pathlib import Path

import pytest

from gatepost.model import Activity, Audience
from gatepost.platforms import load_platforms
from gatepost.platforms.paths import SOURCES
from gatepost.platforms.spec import (
    AudienceMap,
    BodyKind,
    Endpoint,
    Hosts,
    Ignore,
    Learn,
    NeverInspect,
    Pieces,
    PlatformSpec,
    Refusal,
    Transport,
)
from gatepost.platforms.transforms import TRANSFORMS

REFERENCE = (Path(__file__).parents[3] / "docs" / "platforms.md").read_text(encoding="utf-8")
MODELS = (PlatformSpec, Endpoint, Transport, Ignore, Learn, Refusal, AudienceMap, Hosts, NeverInspect, Pieces)


@pytest.mark.parametrize("key", sorted({key for model in MODELS for key in model.model_fields} | {"like"}))
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"`{key}`|\b{key}:", REFERENCE)


@pytest.mark.parametrize("source", sorted(filter(None, SOURCES)))
def test_every_source_is_explained(source: str) -> None:
    assert re.search(rf"`{source}[:`]", REFERENCE)


@pytest.mark.parametrize("word", [*TRANSFORMS, *Activity, *Audience, *BodyKind])
def test_every_word_is_explained(word: str) -> None:
    assert re.search(rf"`{word}\b", REFERENCE)


def test_the_first_example_is_a_definition() -> None:
    example = re.search(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
    assert example is not None
    assert set(load_platforms({"example.yaml": example[1]}).specs) == {"example"}
