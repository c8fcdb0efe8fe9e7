"""Nobody is refused for an ordinary post: the first thousands of them, by a personal account, under the shipped policy."""

import pytest

from bench.ordinary import LANGUAGES, OrdinaryPost, ordinary_posts, topics
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.model import Action
from gatepost.pipeline import Gate, Judged, judge_case, load_gate
from gatepost.policy.cases import Case
from tests.policy.shipped import shipped_files

POSTS = 6_000


def read_media(path: str) -> bytes:
    raise FileNotFoundError(path)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate(shipped_files(), compiler_in(cache_folder()))


def complaint(post: OrdinaryPost, judged: Judged) -> str:
    """What was done to a post, what was found where, and the post."""
    found = {
        f"{finding.name} {post.text[slice(*finding.where.span)]!r}" for finding in judged.findings if finding.where.span
    }
    return f"{judged.decision.action.name} for {', '.join(sorted(found))} in:\n{post.text}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_post_is_neither_refused_nor_coached(gate: Gate, language: str) -> None:
    complaints = [
        complaint(post, judged)
        for post in ordinary_posts(POSTS)
        if post.language == language
        and (judged := judge_case(Case(text=post.text), gate, read_media)).decision.action >= Action.COACH
    ]
    assert not complaints, "\n".join([f"{len(complaints)} posts", *complaints])


def test_ordinary_posts_are_all_different_and_always_the_same() -> None:
    posts = ordinary_posts(POSTS)
    assert len({post.text for post in posts}) == POSTS
    assert ordinary_posts(100) == posts[:100]


def test_half_of_the_ordinary_posts_are_french_and_they_are_as_long_as_posts_are() -> None:
    posts = ordinary_posts(POSTS)
    lengths = sorted(len(post.text) for post in posts)
    assert sum(post.language == "fr" for post in posts) == POSTS / 2
    assert lengths[0] >= 10
    assert lengths[-1] <= 1_500
    assert 120 <= lengths[POSTS // 2] <= 240


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_written_post_is_among_the_ordinary_ones(language: str) -> None:
    written = {post for topic in topics(language) for post in topic.posts}
    assert len(written) >= 300
    assert written <= {post.text for post in ordinary_posts(POSTS)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_of_any_frame_is_left_open(language: str) -> None:
    written = {post for topic in topics(language) for post in topic.posts}
    made = [post.text for post in ordinary_posts(POSTS) if post.language == language and post.text not in written]
    assert sum(len(topic.frames) for topic in topics(language)) >= 250
    assert [text for text in made if "{" in text or "}" in text or "¶" in text] == []
