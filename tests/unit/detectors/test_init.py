"""All detectors are loaded, shown what may concern them, and no kind of finding crowds out another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import repeat

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors import MAX_FINDINGS, detect_all, load_detectors, together
from gatepost.detectors.views.reading import EVERY, USUAL, View
from gatepost.enrolment import Pattern
from gatepost.folding import text_item
from gatepost.model import Finding, Item, Tag, Text, Where
from gatepost.testing import a_finding

A_TEXT = text_item(Where(part="text"), "s3cret gardens")


@dataclass(frozen=True, kw_only=True)
class FakeDetector:
    """Reports these findings for every item it is shown."""

    name: str = "fake"
    labels: frozenset[str] = frozenset({"classification"})
    hinted: frozenset[str] = frozenset()
    reads: frozenset[View] = USUAL
    whole: bool = True
    findings: tuple[Finding, ...] = (a_finding("classification:secret"),)

    def hints(self) -> frozenset[str]:
        return self.hinted

    def detect(self, item: Item) -> Iterator[Finding]:
        yield from self.findings


def test_the_shipped_detectors_load_in_name_order_with_distinct_labels() -> None:
    loaded = load_detectors(shipped_resources())
    names = [detector.name for detector in loaded.each]
    assert names == sorted(names)
    assert {"credentials", "embargo", "identifiers", "internal", "markings"} <= set(names)
    labels = [label for detector in loaded.each for label in detector.labels]
    assert len(labels) == len(set(labels))


def test_two_detectors_for_one_label_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {
        "one": FakeModule(FakeDetector(name="one")),
        "two": FakeModule(FakeDetector(name="two")),
    }
    monkeypatch.setattr("pkgutil.iter_modules", lambda _: [FakeInfo(name) for name in modules])
    monkeypatch.setattr("gatepost.detectors.import_module", lambda name: modules[name.rpartition(".")[2]])
    with pytest.raises(ValueError, match="classification"):
        load_detectors(shipped_resources())


@dataclass(frozen=True)
class FakeInfo:
    name: str


@dataclass(frozen=True)
class FakeModule:
    detector: FakeDetector

    def build(self, _: object) -> FakeDetector:
        return self.detector


def test_only_detectors_with_a_wanted_label_look() -> None:
    other = FakeDetector(name="other", labels=frozenset({"abuse"}), findings=(a_finding("abuse:person"),))
    found = detect_all([A_TEXT], together(FakeDetector(), other), labels=frozenset({"abuse"}))
    assert [finding.name for finding in found] == ["abuse:person"]


def test_a_hint_counts_in_every_reading_of_the_text() -> None:
    hinted, not_hinted = FakeDetector(hinted=frozenset({"secret"})), FakeDetector(hinted=frozenset({"embargo"}))
    assert detect_all([A_TEXT], together(hinted))
    assert not detect_all([A_TEXT], together(not_hinted))


@dataclass(frozen=True, kw_only=True)
class Watching(FakeDetector):
    """Reports where each reading that it is shown begins and ends."""

    hinted: frozenset[str] = frozenset({"secret"})

    def detect(self, item: Item) -> Iterator[Finding]:
        assert isinstance(item, Text)
        yield a_finding("classification:secret", where=replace(item.where, span=item.span(0, len(item.folded))))


PROSE = "Fog over the canal this morning, and the lane is open. "


@pytest.mark.parametrize("text", [PROSE * 20 + "It is secret. " + PROSE * 20, "It is secret. " + PROSE * 40])
def test_of_a_long_text_a_detector_sees_the_sections_with_its_hints_or_the_whole(text: str) -> None:
    whole, parted = Watching(), Watching(whole=False, name="parted", labels=frozenset({"abuse"}))
    (seen,) = detect_all([text_item(Where(part="text"), text)], together(whole))
    assert seen.where.span == (0, len(text))
    for seen in detect_all([text_item(Where(part="text"), text)], together(parted)):
        start, end = seen.where.span or (0, 0)
        assert "secret" in text[start:end]
        assert end - start < 1_200


def test_of_a_long_text_with_one_disguise_only_what_was_undone_is_looked_at_again() -> None:
    text = f"It is secret. {PROSE * 40} It is s3cret. {PROSE * 20}"
    parted = Watching(whole=False)
    spans = [seen.where.span or (0, 0) for seen in detect_all([text_item(Where(part="text"), text)], together(parted))]
    assert [text[start:end].count("secret") + 2 * text[start:end].count("s3cret") for start, end in spans] == [1, 2]


def test_what_a_pattern_of_the_agency_tells_stands_beside_what_a_detector_tells() -> None:
    pattern = Pattern(id="p", label="classification", value="own", confidence=0.9, expression="secret")
    text = f"{PROSE * 20} It is secret. {PROSE * 20}"
    found = detect_all([text_item(Where(part="text"), text)], together(Watching(whole=False), patterns=(pattern,)))
    assert {finding.name for finding in found} == {"classification:secret", "classification:own"}


def test_tags_are_shown_to_every_detector() -> None:
    tag = Tag(where=Where(part="reply-to"), name="reply-to", value="@x")
    assert detect_all([tag], together(FakeDetector(hinted=frozenset({"embargo"}))))


def test_findings_stand_in_the_order_of_items_and_detectors() -> None:
    first, second = FakeDetector(), FakeDetector(findings=(a_finding("embargo"),))
    names = [finding.name for finding in detect_all([A_TEXT, A_TEXT], together(first, second))]
    assert names == ["classification:secret", "embargo"] * 2


def test_a_flood_of_one_kind_hides_no_other() -> None:
    flood = FakeDetector(findings=tuple(repeat(a_finding("profanity:mild"), 5000)))
    found = detect_all([A_TEXT], together(flood, FakeDetector()))
    assert len(found) == MAX_FINDINGS
    assert found[-1].name == "classification:secret"


def test_a_detector_is_not_asked_about_a_text_it_has_no_hint_in() -> None:
    class Refuses(FakeDetector):
        def detect(self, item: Item) -> Iterator[Finding]:
            raise AssertionError("not to be asked")

    assert detect_all([A_TEXT], together(Refuses(hinted=frozenset({"embargo", "no"})))) == ()


def test_long_texts_are_looked_through_for_hints_too() -> None:
    long = text_item(Where(part="text"), "x" * 10_000 + " secret")
    assert isinstance(long, Text)
    assert detect_all([long], together(FakeDetector(hinted=frozenset({"secret"}))))


def test_only_detectors_that_ask_for_it_read_text_backwards() -> None:
    backwards = text_item(Where(part="text"), "terces a")
    assert detect_all([backwards], together(FakeDetector(hinted=frozenset({"secret"}), reads=EVERY)))
    assert not detect_all([backwards], together(FakeDetector(hinted=frozenset({"secret"}))))
