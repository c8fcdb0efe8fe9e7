"""Silence that is asked for up to a moment: an embargo that does not say the word.

"May not be published before 8:30", « rien ne sort avant que le jury annonce » become notices by what the words are said
of, up to when, and what stands beside them. A habit ("we don't publish before noon") or the silence
of something else ("do not distribute the ballots until") falls short. The rule to keep: words, bound and
evidence are found each by itself and in any order, so that a new word for one serves all ways to put it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.embargo.bounds import Bound, Kind, bound_at, events_of
from gatepost.detectors.embargo.evidence import Stated, figures_beside, press_beside
from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources

_NEWS, _QUIET, _HOUR = LISTS = ("embargo-silence", "embargo-quiet", "embargo-hour")
_AGREED = frozenset(
    {Kind.CLOCK, Kind.DATE, Kind.EVENT}
)  # up to what silence is asked for of what anybody may keep quiet
_REACH = 90  # characters from the words to "until", in one sentence
_BACK = 60  # from where a bound ends to the words behind it
_LEADING = re.compile(
    r"[^\w]{0,4}(?:(?:by|from|after|only|at|on|as of|starting|apres|seulement|uniquement|qu'?|des|(?:a partir|a compter|de|du|d'))\b[^\w]{0,2}){0,3}"
)
_STOP = re.compile(r"(?<![ap]\.m)(?<!\bno)[.!?;]\s|\n")
_OPENING = re.compile(r"(?:^|[\n.!?;:,\"(\[*|>-])[\s\"(\[*>-]{0,4}(?:please |pls |svp |and |but |mais |et |donc )?$")
# Somebody's habit, and nobody's request: "we don't publish before ...".
_SUBJECT = re.compile(r"\b(?:we|i|they|he|she|you|who|people|boss|on|ils|elles|je|j'|qui) (?:ne |n'|le |la |les )?$")
# What is not to be done with something: an article or a name between the words and "until".
_OF_SOMETHING = re.compile(
    r"\W{0,3}(?:(?:of|about|with|to|avec|any|all|de|du|des|d'|aucune?|part(?:s|ie)?)\b ?){0,2}"
    r"(?:(?:the|your|my|his|her|our|their|an|a(?! personne| quiconque)|la|le|les|mon|ma|mes|ton|ta|tes|votre|vos|ses|leurs?|aux?)\b|l'|d')"
)

_IN_ANY_WAY = re.compile(
    r"\W{0,3}(?:d'aucune|en aucune|de quelque|sous aucune|sous quelque|in any|by any|in whole|en tout)\W[^.!?\n]{0,24}(?:facon|maniere|forme?|way|means|part)"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Silence:
    words: Phrasebook
    until: re.Pattern[str]
    events: re.Pattern[str]
    papers: re.Pattern[str]

    def find(self, reading: Reading) -> Iterator[Stated]:
        for name, match in self.words.find(reading.once(words_of)):
            place = Place(text=reading, start=match.start(), end=match.end())
            bound = self._hour(place) if name == _HOUR else self._behind(place) or self._before(place)
            if bound and self._stands(name, place, bound):
                yield Stated(place, 0.9 if bound.kind is not Kind.NAMED and name == _NEWS else 0.8, bound.moment)

    def _hour(self, place: Place) -> Bound | None:
        """A moment or an event right behind the words."""
        folded = place.text.folded
        leading = _LEADING.match(folded, place.end)
        bound = bound_at(folded, leading.end() if leading else place.end, self.events)
        return None if bound and bound.kind is Kind.NAMED else bound

    def _behind(self, place: Place) -> Bound | None:
        """What bounds the silence further on in the sentence, unless it is the silence of something else."""
        folded = place.text.folded
        stop = _STOP.search(folded, place.end, place.end + _REACH)
        end = stop.start() if stop else place.end + _REACH
        for until in self.until.finditer(folded, place.start, end):
            bound = bound_at(folded, until.end(), self.events)
            if bound:
                return None if self._is_of_something_else(folded[place.end : until.start()]) else bound
        return None

    def _before(self, place: Place) -> Bound | None:
        """A bound that opens the sentence: "Until 9 a.m., nothing in this kit may be published"."""
        folded = place.text.folded
        for until in self.until.finditer(folded, max(0, place.start - _REACH), place.start):
            if _OPENING.search(folded, max(0, until.start() - 24), until.start()):
                bound = bound_at(folded, until.end(), self.events)
                if (
                    bound
                    and bound.end <= place.start <= bound.end + _BACK
                    and not _STOP.search(folded, bound.end, place.start)
                ):
                    return bound
        return None

    def _is_of_something_else(self, between: str) -> bool:
        return not _IN_ANY_WAY.match(between) and bool(_OF_SOMETHING.match(between)) and not self.papers.search(between)

    def _stands(self, name: str, place: Place, bound: Bound) -> bool:
        """Whether there is as much beside the words as it takes to make an embargo of them."""
        clock = bound.kind is Kind.CLOCK
        press = press_beside(self.papers, place) or (clock and figures_beside(place))
        apart = place.heads or place.quoted or place.stands_out or place.bracketed
        habit = bool(_SUBJECT.search(place.before))
        if name == _QUIET:
            return press and bound.kind in _AGREED and not habit
        if name == _HOUR:
            return apart + (bound.kind in {Kind.CLOCK, Kind.EVENT}) + press >= 2
        return (bound.kind is not Kind.NAMED) + press + apart > habit


def silence(resources: Resources) -> Silence:
    return Silence(
        words=phrasebook(resources, *LISTS),
        until=phrase_pattern(resources, "embargo-until", "embargo-up-to"),
        events=events_of(resources),
        papers=phrase_pattern(resources, "embargo-papers"),
    )
