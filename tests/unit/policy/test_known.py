"""Content that reviewers know: what of it is excepted, and what is about other bytes."""

from typing import Any

from gatepost.model import Finding, Where
from gatepost.policy.exceptions import Exemptions
from gatepost.policy.known import keyed, with_known_content, with_known_parts
from gatepost.testing import a_finding, a_part, a_post

FILE, OTHER = a_part("a form", name="media[0]"), a_part("another", name="media[1]")
POST = a_post(parts=(FILE, OTHER))
KNOWN = Exemptions(digests={f"sha256:{FILE.sha256}": ("form",), keyed("ab" * 32): ("post",)})


def found_in(part: str, **changes: Any) -> Finding:
    return a_finding(where=Where(part=part), **changes)


def test_what_is_found_in_a_known_file_and_in_files_within_it_is_excepted_and_in_no_other() -> None:
    findings = [found_in("media[0]"), found_in("media[0]/2"), found_in("media[1]"), found_in("post")]
    assert [finding.excepted for finding in with_known_parts(findings, POST, KNOWN)] == [("form",), ("form",), (), ()]


def test_one_byte_more_is_another_file() -> None:
    other = a_post(parts=(a_part("a form.", name="media[0]"),))
    (finding,) = with_known_parts([found_in("media[0]")], other, KNOWN)
    assert finding.excepted == ()


def test_a_known_post_is_excepted_whole_but_for_what_was_cut_off_and_what_an_earlier_post_shows() -> None:
    split = found_in("text", details=(("thread", "2"),))
    findings = [found_in("text", excepted=("phrase",)), split, found_in("post")]
    marked = with_known_content(findings, keyed("ab" * 32), KNOWN)
    assert [finding.excepted for finding in marked] == [("phrase", "post"), (), ()]
    assert with_known_content(findings, keyed("cd" * 32), KNOWN) == tuple(findings)


def test_without_digests_nothing_is_digested() -> None:
    part = a_part("a form", name="media[0]")
    with_known_parts([found_in("media[0]")], a_post(parts=(part,)), Exemptions())
    assert "sha256" not in vars(part)
