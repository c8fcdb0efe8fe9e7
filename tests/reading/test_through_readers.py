"""Files of the corpus through the gate's own processes: what is found here is found there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.corpora import ROOT
from gatepost.enrolment.compiling import cache_folder
from gatepost.folder import read_folder
from gatepost.model import Part, Role
from gatepost.pipeline import LookInto
from gatepost.policy.load import load_policy
from gatepost.readers.orders import reading_of
from gatepost.readers.pool import one_reader
from tests.corpora.files.bombs import BOMBS
from tests.corpora.files.corpus import Sample, samples

LABELS = frozenset({"classification", "sensitivity-label", "microdata", "credential", "internal-only", "uninspectable"})


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LookInto]:
    files = read_folder(ROOT / "policy")
    enrolled: Path = tmp_path_factory.mktemp("enrolled")
    with one_reader(reading_of(files, load_policy(files), cache=cache_folder(), enrolled=enrolled)) as look:
        yield look


def names(look: LookInto, *files: bytes) -> list[set[str]]:
    """What is found in the files of one post."""
    parts = [Part(name=f"media[{place}]", role=Role.ATTACHMENT, data=data) for place, data in enumerate(files)]
    found = look(parts, LABELS)
    return [{finding.name for finding in found[part.name]} for part in parts]


def of(name: str) -> Sample:
    return next(sample for sample in samples() if str(sample) == name)


def test_each_file_of_a_post_is_read(look: LookInto) -> None:
    marked = of("docx-header-classification-fr").file(), of("pdf-annotation-classification-en").file()
    assert names(look, *marked) == [{"classification:protected-b"}, {"classification:protected-b"}]
    rows = of("xlsx-very-hidden-rows-microdata-fr").file(), of("docx-label-sensitivity-label-en").file()
    assert names(look, *rows) == [{"microdata:6"}, {"sensitivity-label:protected-b"}]


def test_what_stood_before_a_bomb_is_found(look: LookInto) -> None:
    bomb = next(bomb.make() for bomb in BOMBS if bomb.name == "zip-300-megabytes")
    assert names(look, bomb) == [{"classification:protected-b", "uninspectable:too-large"}]


def test_innocent_files_are_innocent(look: LookInto) -> None:
    twins = [
        of(name).twin()
        for name in ("docx-table-microdata-en", "zip-nested-credential-fr", "pdf-body-classification-en")
    ]
    assert names(look, *twins) == [set(), set(), set()]
