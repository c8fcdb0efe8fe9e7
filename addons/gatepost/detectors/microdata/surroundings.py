"""What is said around rows: that they are respondents, or that they are none, are invented, or are published.

Words such as "respondent" or "interview" count for as much as a column; a rink, a litter of kittens or a family party
against. What is invented or published is said in the title or below; what rows are about may stand in them. The
rule to keep: only what stands near the rows counts, so that a word far off neither damns nor excuses them.
"""

import re
from dataclasses import dataclass

from gatepost.enrolment import Resources
from gatepost.folding import words

_BEFORE, _AFTER, _WITHIN = 150, 100, 1500  # characters around and of the rows in which words count
_TITLE = 120  # ... and of their first: a remark may have been taken for a row
_RESPONDENTS, _NOT_RESPONDENTS, _INVENTED, _PUBLISHED = 2.0, -3.0, -6.0, -1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is sought around rows."""

    respondents: re.Pattern[str]
    not_respondents: re.Pattern[str]
    invented: re.Pattern[str]
    published: re.Pattern[str]

    def weight(self, folded: str, start: int, end: int) -> float:
        """For respondents, or against, around the rows that stand there."""
        before, after = folded[max(0, start - _BEFORE) : start], folded[end : end + _AFTER]
        within = folded[start : min(end, start + _WITHIN)]
        title = folded[max(0, start - _BEFORE) : min(end, start + _TITLE)]
        return (
            _RESPONDENTS * any(map(self.respondents.search, (before, after, within)))
            + _NOT_RESPONDENTS * any(map(self.not_respondents.search, (before, after, within)))
            + _INVENTED * any(map(self.invented.search, (title, after)))
            + _PUBLISHED * any(map(self.published.search, (title, after)))
        )


def surroundings(resources: Resources) -> Surroundings:
    return Surroundings(
        respondents=words(resources.lexicon("microdata-about-respondents")),
        not_respondents=words(resources.lexicon("microdata-not-respondents")),
        invented=words(resources.lexicon("microdata-invented")),
        published=words(resources.lexicon("microdata-published")),
    )
