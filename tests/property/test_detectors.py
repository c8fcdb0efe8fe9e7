"""What holds of detection and redaction for every text."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpora import corpus, shipped_resources
from gatepost.content.redaction import redact
from gatepost.detectors import Detectors, detect_all, load_detectors
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.folding import fold, text_item
from gatepost.model import Finding, Where

SNIPPETS = st.sampled_from([case.text for case in corpus()])
TEXTS = st.one_of(
    st.text(max_size=200), SNIPPETS, st.builds("{}\n{} {}".format, SNIPPETS, st.text(max_size=30), SNIPPETS)
)


@cache
def detectors() -> Detectors:
    return load_detectors(shipped_resources(), compiler_in(cache_folder()))


def detect(text: str) -> tuple[Finding, ...]:
    return detect_all([text_item(Where(part="text"), text)], detectors())


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_findings_that_lie_within_it(text: str) -> None:
    for finding in detect(text):
        assert finding.where.span is not None
        start, end = finding.where.span
        assert 0 <= start < end <= len(text)
        assert finding.label in detectors().labels
        assert finding.excerpt is None


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert detect(text) == detect(text)


@settings(deadline=None)
@given(TEXTS)
def test_an_excerpt_never_contains_a_value_found(text: str) -> None:
    findings = redact(detect(text), [text_item(Where(part="text"), text)])
    values = [text[slice(*finding.where.span)] for finding in findings if finding.where.span]
    for finding in findings:
        if finding.excerpt is not None:
            assert "\n" not in finding.excerpt
            assert not any(fold(value)[0] in fold(finding.excerpt)[0] for value in values if fold(value)[0].strip())


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=6))
def test_no_span_whatever_leaks_its_value(text: str, spans: list[tuple[int, int]]) -> None:
    findings = [
        Finding(
            detector="any",
            label="x",
            confidence=1,
            where=Where(part="text", span=(start, min(len(text), start + length))),
        )
        for start, length in spans
        if start < len(text)
    ]
    redacted = redact(findings, [text_item(Where(part="text"), text)])
    values = [text[slice(*finding.where.span)] for finding in findings if finding.where.span]
    for finding in redacted:
        if finding.excerpt is not None:
            assert not any(value in finding.excerpt for value in values if fold(value)[0].strip())
