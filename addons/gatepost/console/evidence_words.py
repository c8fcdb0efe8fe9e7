"""The facts of a finding (`gatepost/facts.py`) -> a sentence of evidence: "9 digits, check digit valid, cue “nas” 12
characters before, no business number suffix".

Each fact, or two that belong together, is a clause; their order is that of the table, from what was found to how it was
read. The rule to keep: every fact of the vocabulary has words in both languages, and what has none is shown as it stands in
the record: a later version may tell more than this page knows.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from babel.support import NullTranslations

from gatepost.console.fact_words import BY, CHECKS, COLUMNS, RELATIONS, STANDS, SUFFIXES, VIEWS, WITH
from gatepost.console.translation import Language, catalogue, moment_in

type Facts = Mapping[str, str]
type Say = Callable[[NullTranslations, Facts], str]

_DRAWN = frozenset({"picture"})  # is shown, not told


def evidence(finding: Mapping[str, Any], language: Language) -> str:
    """How a finding is known; empty where nothing on record tells it."""
    facts = {str(name): str(value) for name, value in finding.get("details", {}).items()}
    if finding.get("label") == "microdata" and finding.get("value"):
        facts["rows"] = str(finding["value"])
    if "public_at" in facts:
        facts["public_at"] = _moment(facts["public_at"], language)
    return ", ".join(_clauses(facts, catalogue(language)))


def _moment(written: str, language: Language) -> str:
    try:
        return moment_in(language, datetime.fromisoformat(written), "short")
    except ValueError:
        return written


def _clauses(facts: Facts, words: NullTranslations) -> Iterator[str]:
    told: set[str] = set(_DRAWN)
    for names, say in _CLAUSES.items():
        if names <= facts.keys() and told.isdisjoint(names):
            told |= names
            try:
                yield say(words, facts)
            except (KeyError, ValueError):
                yield " ".join(f"{name} – {facts[name]}" for name in names)
    yield from (f"{name} – {value}" for name, value in facts.items() if name not in told)


def _one(name: str, values: Mapping[str, str]) -> Mapping[frozenset[str], Say]:
    """A fact whose values have words."""
    return {frozenset({name}): lambda words, facts: words.gettext(values[facts[name]])}


def _several(name: str, values: Mapping[str, str]) -> Callable[[NullTranslations, Facts], Mapping[str, str]]:
    """A fact that has several values; those without words stand as they are."""

    def say(words: NullTranslations, facts: Facts) -> Mapping[str, str]:
        each = (words.gettext(values[value]) if value in values else value for value in facts[name].split())
        return {name: ", ".join(each)}

    return say


_columns, _with = _several("columns", COLUMNS), _several("with", WITH)
_CLAUSES: Mapping[frozenset[str], Say] = {
    frozenset({"rows"}): lambda words, facts: (
        words.ngettext("%(rows)s row", "%(rows)s rows", int(facts["rows"])) % facts
    ),
    frozenset({"columns"}): lambda words, facts: words.gettext("columns: %(columns)s") % _columns(words, facts),
    frozenset({"digits"}): lambda words, facts: (
        words.ngettext("%(digits)s digit", "%(digits)s digits", int(facts["digits"])) % facts
    ),
    **_one("check", CHECKS),
    frozenset({"cue", "before"}): lambda words, facts: (
        words.ngettext(
            "cue “%(cue)s” %(before)s character before",
            "cue “%(cue)s” %(before)s characters before",
            int(facts["before"]),
        )
        % facts
    ),
    frozenset({"cue", "after"}): lambda words, facts: (
        words.ngettext(
            "cue “%(cue)s” %(after)s character behind", "cue “%(cue)s” %(after)s characters behind", int(facts["after"])
        )
        % facts
    ),
    frozenset({"cue"}): lambda words, facts: words.gettext("cue “%(cue)s”") % facts,
    **_one("relation", RELATIONS),
    **_one("suffix", SUFFIXES),
    **_one("by", BY),
    frozenset({"with"}): lambda words, facts: (
        words.gettext("together they point at somebody: %(with)s") % _with(words, facts)
    ),
    **_one("stands", STANDS),
    frozenset({"list"}): lambda words, facts: words.gettext("word list “%(list)s”") % facts,
    frozenset({"until"}): lambda words, facts: words.gettext("embargo until “%(until)s”") % facts,
    frozenset({"document"}): lambda words, facts: words.gettext("enrolled document “%(document)s”") % facts,
    frozenset({"share"}): lambda words, facts: (
        words.gettext("%(share)s%% of it matches") % {"share": round(100 * float(facts["share"]))}
    ),
    frozenset({"public_at"}): lambda words, facts: words.gettext("public from %(public_at)s on") % facts,
    frozenset({"count"}): lambda words, facts: (
        words.ngettext("%(count)s face", "%(count)s faces", int(facts["count"])) % facts
    ),
    frozenset({"edges"}): lambda words, facts: words.gettext("%(edges)s%% of its outline is there") % facts,
    frozenset({"inks"}): lambda words, facts: words.gettext("%(inks)s%% of its colours are there") % facts,
    **_one("view", VIEWS),
    frozenset({"thread"}): lambda words, facts: (
        words.ngettext("in %(thread)s post", "split over %(thread)s posts", int(facts["thread"])) % facts
    ),
}
