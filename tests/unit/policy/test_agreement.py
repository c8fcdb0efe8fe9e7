"""The agreement: its wording says what the policy does, and what was accepted holds for one period and one version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from gatepost.errors import PolicyErrors
from gatepost.model import Agreement
from gatepost.policy.agreement import FIELDS, Terms, agreement_errors, filled
from gatepost.policy.load import load_policy
from gatepost.testing import A_TUESDAY
from tests.policy.shipped import shipped_policy
from tests.unit.policy.folder import a_catch_all, a_folder, a_policy, a_rule

TERMS = Terms(version="2", period=timedelta(days=90), wording={})
ASKING = a_rule(id="agreement", when={"agreement": ["missing", "expired"]})
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Known:
    version: str
    at: datetime


@pytest.mark.parametrize(
    ("accepted", "standing"),
    [
        (None, Agreement.MISSING),
        (Known("2", A_TUESDAY), Agreement.ACCEPTED),
        (Known("2", A_TUESDAY - timedelta(days=89, hours=23)), Agreement.ACCEPTED),
        (Known("2", A_TUESDAY - timedelta(days=90)), Agreement.EXPIRED),
        (Known("1", A_TUESDAY), Agreement.EXPIRED),
        (Known("3", A_TUESDAY), Agreement.EXPIRED),
    ],
)
def test_what_was_accepted_holds_for_its_period_and_its_version(accepted: Known | None, standing: Agreement) -> None:
    assert TERMS.standing(accepted, A_TUESDAY) is standing


def test_the_wording_names_what_the_policy_and_the_definitions_say() -> None:
    words = {language: f"{language}: {' '.join(f'{{{name}}}' for name in sorted(FIELDS))}" for language in LANGUAGES}
    files = a_folder([ASKING, a_catch_all()], retention={"log": "7d"}, agreement={"period": "30d"})
    terms = load_policy(files | {f"agreement/{name}.md": text for name, text in words.items()}).agreement
    assert terms.text("en", ["X", "Bluesky", "reddit"]) == (
        "en: 365 90 The team team@agency.example 30 https://agency.example/help 7 30 Bluesky, reddit and X"
    )
    assert terms.text("fr", ["X", "Reddit"]).endswith(
        "L'équipe team@agency.example 30 https://agency.example/help 7 30 Reddit et X"
    )
    assert terms.text("en", ["X"]).endswith(" 30 X")


def test_what_is_filled_in_is_not_looked_at_again() -> None:
    assert filled("{contact} {block} {", {"contact": "{block}", "block": "365"}) == "{block} 365 {"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_wording_says_everything_that_the_notice_must(language: str) -> None:
    """What, why, by whom, how long; and nothing is left open."""
    text = shipped_policy().agreement.text(language, ["X"])
    assert "{" not in text
    for said in ("Gatepost", "30", "90", "365", "web2social@agency.example", "http://gatepost.internal/"):
        assert said in text
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) == 7


def said(files: Mapping[str, str], *, asked_for: bool = True) -> list[tuple[str, int, str]]:
    return [(error.file, error.line, error.message) for error in agreement_errors(files, asked_for=asked_for)]


def test_a_rule_that_asks_needs_the_wording_in_both_languages() -> None:
    files = {name: text for name, text in a_folder([ASKING, a_catch_all()]).items() if name != "agreement/fr.md"}
    with pytest.raises(PolicyErrors) as refused:
        load_policy(files)
    (error,) = refused.value.errors
    assert error.file == "agreement/fr.md"
    assert "monitoring notice" in error.message
    assert len(said({})) == 2


def test_without_such_a_rule_there_need_be_none() -> None:
    assert said({}, asked_for=False) == []
    assert a_policy().agreement.version == "1"
    assert [file for file, _, _ in said({"agreement/en.md": "Words."}, asked_for=False)] == ["agreement/fr.md"]


def test_a_name_that_stands_for_nothing_is_told_at_its_place() -> None:
    files = {"agreement/en.md": "Kept\nfor {coaching} days", "agreement/fr.md": "Conservé {coach} jours"}
    assert said(files) == [
        ("agreement/en.md", 2, "there is nothing called {coaching} to fill in; did you mean 'coach'?")
    ]


def test_a_wording_that_nobody_would_read_is_a_mistake() -> None:
    ((file, _, message),) = said({"agreement/en.md": "word " * 5_000, "agreement/fr.md": "mot"})
    assert file == "agreement/en.md"
    assert "20000 characters" in message


def test_a_rule_that_keeps_attachments_is_nothing_the_notice_may_be_silent_about() -> None:
    keeping = a_rule(id="kept", evidence=True)
    with pytest.raises(PolicyErrors) as refused:
        load_policy(a_folder([ASKING, keeping, a_catch_all()]))
    assert sorted(error.file for error in refused.value.errors) == ["agreement/en.md", "agreement/fr.md"]
    assert all("'kept' keeps attachments" in error.message for error in refused.value.errors)
    words = {f"agreement/{language}.md": "{evidence} days, jours" for language in LANGUAGES}
    files = a_folder([ASKING, keeping, a_catch_all()], retention={"evidence": "12d"}) | words
    assert load_policy(files).agreement.text("fr", ["X"]) == "12 days, jours"
