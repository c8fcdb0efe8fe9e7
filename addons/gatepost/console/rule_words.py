"""The conditions of a rule, as its policy had them -> sentences that say why it matched.

A condition is a keyword with what was written behind it (`policy/rule.py`). The rule to keep: every keyword of the policy has
a sentence in both languages, and a later version's is shown as it stands in the record.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gatepost.console.incident_words import ACTIVITIES, USES, kind_in_words
from gatepost.console.translation import N_, Language, catalogue, number_in

type Words = Callable[[str, Language], str]  # of one value

AUDIENCES = {
    "public": N_("everybody"),
    "followers": N_("followers"),
    "group": N_("a group"),
    "direct": N_("single people"),
}
AGREEMENTS = {"accepted": N_("accepted"), "missing": N_("not accepted yet"), "expired": N_("expired")}
WINDOWS = {"hour": N_("an hour"), "day": N_("a work day"), "week": N_("a week")}


def conditions(when: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What must hold for a rule, one sentence each; all of them must."""
    for keyword, value in when.items():
        if keyword not in SENTENCES:
            yield f"{keyword}: {value}"
        else:
            sentence, words = SENTENCES[keyword]
            yield catalogue(language).gettext(sentence) % {"what": words(value, language)}


def _each(word: Words) -> Callable[[Any, Language], str]:
    def say(values: Any, language: Language) -> str:
        listed = values if isinstance(values, (list, tuple)) else [values]
        return ", ".join(word(str(value), language) for value in listed)

    return say


def _as_written(value: str, _language: Language) -> str:
    return value


def _of(words: Mapping[str, str]) -> Words:
    return lambda value, language: catalogue(language).gettext(words[value]) if value in words else value


def _found(name: str, language: Language) -> str:
    label, _, value = name.partition(":")
    return kind_in_words(label, value, language)


def _by_use(limits: Any, language: Language) -> str:
    """A threshold for each use."""
    known = limits.items() if isinstance(limits, Mapping) else ()
    said = _of(USES)
    return ", ".join(
        f"{said(str(use), language)} {number_in(language, least) if isinstance(least, int) else least}"
        for use, least in known
    )


def _share(value: Any, _language: Language) -> str:
    return str(round(100 * value)) if isinstance(value, (int, float)) else str(value)


SENTENCES: Mapping[str, tuple[str, Callable[[Any, Language], str]]] = {
    "finding": (N_("one of these is found: %(what)s"), _each(_found)),
    "all_findings": (N_("all of these are found: %(what)s"), _each(_found)),
    "no_finding": (N_("none of these is found: %(what)s"), _each(_found)),
    "ignoring": (N_("these do not count: %(what)s"), _each(_found)),
    "min_confidence": (N_("only what is at least %(what)s%% sure counts"), _share),
    "activity": (N_("it is one of: %(what)s"), _each(_of(ACTIVITIES))),
    "not_activity": (N_("it is none of: %(what)s"), _each(_of(ACTIVITIES))),
    "platform": (N_("it goes to: %(what)s"), _each(_as_written)),
    "platform_group": (N_("it goes to a platform of the group: %(what)s"), _each(_as_written)),
    "use": (N_("the use is: %(what)s"), _each(_of(USES))),
    "group": (N_("the person is in a group of: %(what)s"), _each(_as_written)),
    "not_group": (N_("the person is in no group of: %(what)s"), _each(_as_written)),
    "audience": (N_("it is for: %(what)s"), _each(_of(AUDIENCES))),
    "agreement": (N_("the Network Use Policy Agreement is: %(what)s"), _each(_of(AGREEMENTS))),
    "posts_at_least": (N_("posts in work time so far, at least: %(what)s"), _by_use),
    "uploads_at_least": (N_("uploads in work time so far, at least: %(what)s"), _by_use),
    "bytes_at_least": (N_("bytes in work time so far, at least: %(what)s"), _by_use),
    "active_minutes_at_least": (N_("active minutes in work time so far, at least: %(what)s"), _by_use),
    "window": (N_("it is counted over %(what)s"), _each(_of(WINDOWS))),
    "always": (N_("it always applies"), lambda _value, _language: ""),
}
