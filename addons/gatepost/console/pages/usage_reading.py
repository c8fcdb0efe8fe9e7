"""One division's published figures -> a few sentences in plain language.

Figures are rounded, and chance moves small ones: a difference is told only where it is greater than both. The rule to
keep: a sentence says how things were and never what to think of a group, or of anybody in it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from gatepost.console.pages.usage_figures import Published, level, posts_of, share, split, totals
from gatepost.console.pages.usage_words import category_in_words, division_in_words
from gatepost.console.translation import N_, Language, catalogue, number_in
from gatepost.disclosure.divisions import AGENCY
from gatepost.disclosure.publication import EVERYTHING, Cell
from gatepost.disclosure.rounding import BASE
from gatepost.figures.measures import WORK, Measure, Table

_ROUNDING = BASE - 1  # a figure is off by less than the base
_DEVIATIONS = 2  # of a count of independent things, about one in twenty is further from what is usual
_AS_USUAL = 0.2  # weeks differ by so much without any cause
_FEWEST_WEEKS = 2

_LEVEL_ABOVE = N_(
    "No figures of %(division)s can be shown for this time: the group is too small, or they would give away those of "
    "another. What follows is about %(above)s, the level above."
)
_NOTHING = N_("There are too few posts in this time for any figure, even of the whole agency.")
_WENT_OUT = N_("About %(posts)s posts of %(division)s went out to social platforms.")
_USUAL = {
    0: N_("That is about as many as in the weeks before (about %(usual)s a week)."),
    1: N_("That is more than in the weeks before (about %(usual)s a week)."),
    -1: N_("That is fewer than in the weeks before (about %(usual)s a week)."),
}
_STOPPED = N_("About %(stopped)s more were stopped first, which is %(rate)s of 100.")
_STOPPED_WITHHELD = N_("Of how many were stopped there is no figure to show.")
_STOPPED_AGENCY = N_("In the whole agency it was %(agency)s of 100.")
_STOPPED_AGAINST = {
    0: N_("In the whole agency it was %(agency)s of 100: no difference that figures of this size can show."),
    1: N_("In the whole agency it was %(agency)s of 100: it happened more often here."),
    -1: N_("In the whole agency it was %(agency)s of 100: it happened less often here."),
}
_GUIDELINE = N_("Of the guidelines that have a figure, “%(guideline)s” was most often why (about %(posts)s times).")
_BACK = N_("About %(posts)s times, the person then left it at that.")
_ON = N_("About %(posts)s times, the person then went on and gave a reason.")
_FEW = N_("fewer than 1")
_WORK = N_("Of 100 posts that went out, about %(rate)s were sent in work time, official posts included.")
_WORK_AGAINST = {
    0: N_("In the whole agency it was %(agency)s of 100, which is no more of a difference than chance makes."),
    1: N_("In the whole agency it was fewer: %(agency)s of 100."),
    -1: N_("In the whole agency it was more: %(agency)s of 100."),
}
_PLATFORM = N_("Of the platforms that have a figure, %(platform)s was used most: about %(rate)s of 100.")


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is read: `before` are the weeks before it, newest first, for what is usual."""

    published: Published
    division: str
    before: Sequence[Published]
    language: Language

    def say(self, message: str, **values: str) -> str:
        return catalogue(self.language).gettext(message) % values

    def number(self, number: float) -> str:
        return number_in(self.language, number)

    def posts(self, measure: Measure, table: str = EVERYTHING, category: str = EVERYTHING) -> int | None:
        return posts_of(self.published, measure, Cell(self.division, table, category))

    def name(self, division: str) -> str:
        return catalogue(self.language).gettext(division_in_words(division))

    def rate(self, share: float) -> str:
        """Of a hundred, in whole ones."""
        return self.number(round(share * 100)) if share * 200 >= 1 or not share else self.say(_FEW)


def in_plain_words(
    published: Published, division: str, language: Language, before: Sequence[Published] = ()
) -> Sequence[str]:
    """Sentences, or short paragraphs of them."""
    own = level(published, division)
    subject = _Subject(published, own, before, language)
    if subject.posts("posts") is None:
        return [subject.say(_NOTHING)]
    told = [" ".join(sentences) for part in _PARTS if (sentences := list(part(subject)))]
    if own == division:
        return told
    return [subject.say(_LEVEL_ABOVE, division=subject.name(division), above=subject.name(own)), *told]


def differs(part: int, whole: int, usual: float) -> int:
    """Whether a share is above (1) or below (-1) another by more than rounding and chance, else 0."""
    slack = _ROUNDING + _DEVIATIONS * sqrt(part)
    lowest, highest = (part - slack) / (whole + _ROUNDING), (part + slack) / max(whole - _ROUNDING, 1)
    return (lowest > usual) - (highest < usual)


def _went_out(subject: _Subject) -> Iterator[str]:
    posts = subject.posts("posts") or 0
    yield subject.say(_WENT_OUT, posts=subject.number(posts), division=subject.name(subject.division))
    past = [week for one in subject.before if (week := posts_of(one, "posts", Cell(subject.division))) is not None]
    if len(past) >= _FEWEST_WEEKS:
        usual = fmean(past)
        near = abs(posts - usual) <= max(usual * _AS_USUAL, 2 * _ROUNDING)
        how = 0 if near else 1 if posts > usual else -1
        yield subject.say(_USUAL[how], usual=subject.number(round(usual / BASE) * BASE))


def _stopped(subject: _Subject) -> Iterator[str]:
    ours, agency = totals(subject.published, subject.division), totals(subject.published, AGENCY).rate
    if ours.posts is None or ours.refused is None or ours.rate is None:
        yield subject.say(_STOPPED_WITHHELD)
        if agency is not None:
            yield subject.say(_STOPPED_AGENCY, agency=subject.rate(agency))
        return
    yield subject.say(_STOPPED, stopped=subject.number(ours.refused), rate=subject.rate(ours.rate))
    if subject.division != AGENCY and agency is not None:
        against = _STOPPED_AGAINST[differs(ours.refused, ours.posts + ours.refused, agency)]
        yield subject.say(against, agency=subject.rate(agency))


def _why(subject: _Subject) -> Iterator[str]:
    if own := _own(subject, "guideline"):
        posts, category = max(own)
        guideline = catalogue(subject.language).gettext(category_in_words("guideline", category))
        yield subject.say(_GUIDELINE, guideline=guideline, posts=subject.number(posts))
    for message, measure in _ENDS:
        if (ended := subject.posts(measure)) is not None:
            yield subject.say(message, posts=subject.number(ended))


def _work_time(subject: _Subject) -> Iterator[str]:
    posts, work = subject.posts("posts") or 0, subject.posts("posts", "time", WORK)
    agency = share(
        posts_of(subject.published, "posts", Cell(AGENCY, "time", WORK)),
        posts_of(subject.published, "posts", Cell(AGENCY)),
    )
    if work is None:
        return
    yield subject.say(_WORK, rate=subject.rate(share(work, posts) or 0))
    if subject.division != AGENCY and agency is not None:
        yield subject.say(_WORK_AGAINST[differs(work, posts, agency)], agency=subject.rate(agency))


def _platform(subject: _Subject) -> Iterator[str]:
    if own := _own(subject, "platform"):
        posts, category = max(own)
        rate = share(posts, subject.posts("posts")) or 0
        yield subject.say(_PLATFORM, platform=category_in_words("platform", category), rate=subject.rate(rate))


def _own(subject: _Subject, table: Table) -> list[tuple[int, str]]:
    """The categories of which the division itself has a figure."""
    found = split(subject.published, table, subject.division)
    return [(row.posts, row.category) for row in found.rows if row.posts and found.level == subject.division]


_ENDS: Sequence[tuple[str, Measure]] = ((_BACK, "went_back"), (_ON, "justified"))
_PARTS: Sequence[Callable[[_Subject], Iterator[str]]] = (_went_out, _platform, _stopped, _why, _work_time)
