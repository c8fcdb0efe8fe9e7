"""The rules that an event names -> what a page says of each: its title, because of which findings, and when it applies.

Titles and conditions are those of the policy that decided (`store/policies.py`); where that is not on record, a rule goes by
its id. The rule to keep: what the event says and what the policy says stay apart, for only the first is about this post.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gatepost.console.rule_words import conditions
from gatepost.console.translation import Language
from gatepost.events.stored import StoredEvent
from gatepost.store.policies import TitledRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """One rule; `findings` are their numbers in the event's list, from 1."""

    rule: str
    title: str
    guideline: str
    action: str
    severity: str
    shadow: bool
    catch_all: bool
    findings: tuple[int, ...]
    conditions: tuple[str, ...]


def matching(event: StoredEvent, rules: Mapping[str, TitledRule], language: Language) -> Sequence[Matched]:
    """The rules that matched, in their order."""
    known = len(event.get("findings", ()))
    return [_matched(match, rules, language, known) for match in event.get("matched", ())]


def _matched(match: Mapping[str, Any], rules: Mapping[str, TitledRule], language: Language, known: int) -> Matched:
    rule = str(match.get("rule", ""))
    titled = rules.get(rule)
    return Matched(
        rule=rule,
        title=titled.titles.get(language, rule) if titled else rule,
        guideline=str(match.get("guideline", "")),
        action=str(match.get("action", "")),
        severity=str(match.get("severity", "")),
        shadow=bool(match.get("shadow")),
        catch_all=bool(match.get("catch_all")),
        findings=tuple(
            place + 1 for place in match.get("findings", ()) if isinstance(place, int) and 0 <= place < known
        ),
        conditions=tuple(conditions(titled.when, language)) if titled else (),
    )
