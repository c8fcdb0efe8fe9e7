"""What must not leave is found in every place of every format, on its page; in an innocent file of the same make, nothing is."""

from collections.abc import Iterator
from itertools import groupby

import pytest

from tests.corpora.files.corpus import Sample, samples
from tests.reading.reader import inspected, unseen

OF_EVERY_MAIL = {"personal-identifier:email"}  # the addresses that it goes from and to


def of_each_place() -> Iterator[Sample]:
    """One matter in English and another in French of each place; all of them together are what `bench reading` measures."""
    of_places = groupby((sample for sample in samples() if not sample.place.drawn), key=lambda sample: sample.place)
    for number, (_, group) in enumerate(of_places):
        all_of_it = list(group)
        for language, turn in (("en", number), ("fr", number + 1)):
            spoken = [sample for sample in all_of_it if sample.matter.language == language]
            yield spoken[turn % len(spoken)]


SAMPLES = list(of_each_place())


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_a_file_holds_is_found_where_it_is(sample: Sample) -> None:
    findings = inspected(sample.file())
    found = [finding for finding in findings if finding.label == sample.matter.label]
    assert found, f"{sample.matter.label} is not found"
    assert not unseen(findings)
    if sample.place.page is not None:
        assert sample.place.page in {finding.where.page for finding in found}


@pytest.mark.parametrize("sample", SAMPLES[::3], ids=str)
def test_nothing_is_found_in_an_innocent_file(sample: Sample) -> None:
    assert {finding.name for finding in inspected(sample.twin())} <= OF_EVERY_MAIL


def test_every_place_has_a_name_of_its_own() -> None:
    names = [str(sample) for sample in samples()]
    assert len(names) == len(set(names))
