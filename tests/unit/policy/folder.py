"""A small, valid policy folder, of which a test changes only what it is about."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gatepost.policy.document import Policy
from gatepost.policy.load import load_policy

type Fields = Mapping[str, Any]


def a_rule(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": "markings",
        "guideline": "2.6",
        "severity": "high",
        "title": {"en": "Markings", "fr": "Cotes"},
        "when": {"finding": ["classification"]},
        "action": "block",
        "notice": "privacy",
        "examples": [{"text": "Lovely fog", "expect": {"action": "log"}}],
    }
    return values | changes


def a_catch_all(**changes: Any) -> dict[str, Any]:
    return a_rule(id="anything-else", when={"always": True}, action="log") | changes


def an_agency(rules: Sequence[Fields] | None = None, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "version": "1",
        "mode": "enforce",
        "notice_given": "2026-09-01",
        "contact": {"en": "The team", "fr": "L'équipe", "email": "team@agency.example"},
        "help_url": "https://agency.example/help",
        "coaching": {"reasons": [{"id": "public", "en": "It is public", "fr": "C'est public"}]},
        "rules": [a_rule(), a_catch_all()] if rules is None else rules,
    }
    return values | changes


def a_folder(rules: Sequence[Fields] | None = None, **changes: Any) -> dict[str, str]:
    """The files. JSON is YAML that is easy to write from values."""
    accounts = {
        "accounts": {"x": ["@Agency_eng", "90210"], "reddit": ["u/AgencyCanada"]},
        "groups": {
            "employees": {"en": "Employees", "fr": "Personnel"},
            "communications": {"en": "Communications", "fr": "Communications"},
            "pilot": {"en": "Pilot", "fr": "Pilote"},
        },
    }
    notices = {f"notices/{key}.{language}.md": f"About {key}." for key in OWN for language in ("en", "fr")}
    return {
        "agency.yaml": json.dumps(an_agency(rules, **changes)),
        "accounts.yaml": json.dumps(accounts),
        "calendar.yaml": 'work_days: [monday, tuesday]\nhours: "08:00-16:00"\n',
        **notices,
        **{f"agreement/{language}.md": f"What you accept, in {language}." for language in ("en", "fr")},
    }


OWN = ("fault", "prohibited", "privacy")


def a_policy(rules: Sequence[Fields] | None = None, **changes: Any) -> Policy:
    return load_policy(a_folder(rules, **changes))
