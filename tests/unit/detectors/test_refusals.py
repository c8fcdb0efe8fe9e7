"""What takes the meaning of a phrase away."""

import re
from collections.abc import Callable

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.refusals import Refusals, Said, refusals
from gatepost.folding import text_item
from gatepost.model import Where

REFUSALS = refusals(shipped_resources())


def said(text: str, phrase: str) -> Said:
    """A phrase in a text in which capitals in a row are a marked name."""
    item = text_item(Where(part="text"), text)
    start = text.index(phrase)
    match = re.compile(re.escape(phrase)).match(text, start)
    assert match is not None
    return Said(reading=item, text=text, match=match)


@pytest.mark.parametrize(
    ("refusal", "text", "phrase", "expected"),
    [
        (Refusals.no_employer, "i like AAAAAAA data", "AAAAAAA", True),
        (Refusals.no_employer, "do you work at AAAAAAA?", "work at AAAAAAA", True),
        (Refusals.no_employer, "i left AAAAAAA in may", "left AAAAAAA", False),
        (Refusals.somebody_elses_job, "my sister works at AAAAAAA", "my sister works at AAAAAAA", True),
        (Refusals.somebody_elses_job, "if i worked at AAAAAAA", "i worked at AAAAAAA", True),
        (Refusals.somebody_elses_job, "i worked at AAAAAAA", "i worked at AAAAAAA", False),
        (Refusals.no_job_of_the_author, "a job at AAAAAAA", "job at AAAAAAA", True),
        (Refusals.no_job_of_the_author, "my job at AAAAAAA", "job at AAAAAAA", False),
        (Refusals.no_profile, "Jane Roe, economist at AAAAAAA, said", "economist at AAAAAAA", True),
        (Refusals.no_profile, "runner, economist at AAAAAAA, dad", "economist at AAAAAAA", False),
        (Refusals.no_profile, "economist at AAAAAAA explains", "economist at AAAAAAA", True),
        (Refusals.not_for_the_agency, "i am not speaking for AAAAAAA", "speaking for AAAAAAA", True),
        (Refusals.not_for_the_agency, "i am speaking for AAAAAAA", "speaking for AAAAAAA", False),
        (Refusals.another_organization, "our agency will sell your listing", "our agency will", True),
        (Refusals.another_organization, "our agency will publish", "our agency will", False),
        (Refusals.agency_not_named, "we protect your data", "we protect your data", True),
        (Refusals.agency_not_named, "AAAAAAA says hi. we protect your data", "we protect your data", False),
        (Refusals.somebody_elses_views, "his views are personal", "views are personal", True),
        (Refusals.somebody_elses_views, "my views are personal", "views are personal", False),
        (Refusals.not_about_the_post, "the ad does not represent the agency", "not represent the agency", True),
        (Refusals.not_about_the_post, "my posts do not represent the agency", "not represent the agency", False),
    ],
)
def test_refused(refusal: Callable[[Refusals, Said], bool], text: str, phrase: str, expected: bool) -> None:
    assert refusal(REFUSALS, said(text, phrase)) is expected
