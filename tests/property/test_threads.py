"""What holds of every text that is split over posts: it is found as the whole is, and nowhere shown."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gatepost.content.thread import MAX_POSTS, latest
from gatepost.folding import fold
from gatepost.model import Finding
from gatepost.pipeline import inspect
from gatepost.testing import a_post
from tests.unit.test_pipeline import gate

# (before, what is found, behind, its name): cut anywhere inside what is found.
SECRETS = st.sampled_from(
    [
        ("", "PROTECTED B", "", "classification:protected-b"),
        ("", "PROTECTED A", " // list of respondents", "classification:protected-a"),
        ("", "Protégé C", " : fichier des répondants", "classification:protected-c"),
        ("", "P R O T E C T E D  B", ", field notes", "classification:protected-b"),
        ("", "Confidential when completed", "", "confidential-when-completed"),
        ("", "CONFIDENTIEL UNE FOIS REMPLI", "\nQuestionnaire 12", "confidential-when-completed"),
        ("Her SIN is ", "046 454 286", " I believe", "personal-identifier:sin"),
        ("Son NAS : ", "046454286", "", "personal-identifier:sin"),
        ("", "4539 2751 6048 3913", "", "personal-identifier:payment-card"),
        ("RAMQ : ", "TREM 8803 1214", "", "personal-identifier:health-card"),
    ]
)
WORDS = st.sampled_from(
    ["fog", "SECRET", "Protégé", "B", "my SIN", "046", "454 286", "(1/2)", "…", "NAS :", "\n", "Top", "rempli", "é"]
)
POSTS = st.lists(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join)), max_size=5)


def in_order(posts: Sequence[str]) -> tuple[Finding, ...]:
    """What is found when these are posted one after the other, up to the first that shows anything."""
    for place, text in enumerate(posts):
        findings = inspect(a_post(text), gate(), posts[:place])
        if findings:
            return findings
    return ()


@st.composite
def splits(draw: st.DrawFn) -> tuple[list[str], str]:
    before, value, behind, name = draw(SECRETS)
    places = draw(st.lists(st.integers(1, len(value) - 1), min_size=1, max_size=2, unique=True))
    cuts = [0, *(len(before) + place for place in sorted(places)), len(before + value + behind)]
    whole = before + value + behind
    pieces = [whole[start:end].strip() for start, end in pairwise(cuts)]
    return [piece for piece in pieces if piece], name


@settings(deadline=None, max_examples=300)
@given(splits())
def test_what_is_found_whole_is_found_in_two_or_three_posts(split: tuple[list[str], str]) -> None:
    posts, name = split
    assert name in {finding.name for finding in in_order(posts)}


@settings(deadline=None)
@given(POSTS, st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join)))
def test_whatever_is_read_together_is_found_inside_the_present_post(earlier: list[str], text: str) -> None:
    for finding in inspect(a_post(text), gate(), earlier):
        start, end = finding.where.span or (0, 1)
        assert 0 <= start < end <= max(len(text), 1)
        assert finding.where.part == "text"


@settings(deadline=None)
@given(splits())
def test_no_excerpt_of_a_split_value_shows_it(split: tuple[list[str], str]) -> None:
    posts, _ = split
    shown = [finding.excerpt for finding in in_order(posts) if finding.excerpt]
    for finding, text in ((finding, posts[-1]) for finding in inspect(a_post(posts[-1]), gate(), posts[:-1])):
        if finding.where.span and finding.excerpt:
            share = fold(text[slice(*finding.where.span)])[0].strip()
            assert share not in fold(finding.excerpt)[0]
    assert not any(character.isdigit() for excerpt in shown for character in excerpt)


@settings(deadline=None)
@given(POSTS)
def test_a_post_over_again_shows_nothing_new(posts: list[str]) -> None:
    assume(posts)
    again = inspect(a_post(posts[-1]), gate(), posts[-1:])
    assert again == inspect(a_post(posts[-1]), gate())


@given(st.lists(st.text(max_size=40), max_size=60), st.integers(0, 300))
def test_what_is_kept_is_the_end_of_what_was_written_within_its_bounds(posts: list[str], most: int) -> None:
    kept = latest(posts, most)
    assert sum(len(text.encode()) for text in kept) <= most
    assert len(kept) <= MAX_POSTS
    assert all(
        written.encode(errors="replace").decode().endswith(text)
        for written, text in zip(reversed(posts), reversed(kept), strict=False)
    )
