"""Why a rule matched, in the words of its own policy."""

import pytest

from gatepost.console.incident_words import found_in_words, kind_in_words
from gatepost.console.matching import matching
from gatepost.console.rule_words import AGREEMENTS, AUDIENCES, SENTENCES, WINDOWS, conditions
from gatepost.console.translation import LANGUAGES, Language
from gatepost.model import Agreement, Audience, Window
from gatepost.policy.rule import When
from gatepost.policy.told import rules_told
from gatepost.policy.vocabulary import LABELS
from gatepost.store.policies import TitledRule
from tests.unit.policy.folder import a_policy, a_rule


def test_every_condition_that_can_be_written_has_a_sentence():
    assert SENTENCES.keys() == When.model_fields.keys()
    assert {audience.value for audience in Audience} == AUDIENCES.keys()
    assert {agreement.value for agreement in Agreement} == AGREEMENTS.keys()
    assert {window.value for window in Window} == WINDOWS.keys()


@pytest.mark.parametrize(
    ("when", "en", "fr"),
    [
        (
            {"finding": ["profanity:strong", "abuse"], "no_finding": ["disclaimer"]},
            [
                "one of these is found: an insult or a threat, strong coarse language",
                "none of these is found: a statement that the opinion is the author’s own",
            ],
            [
                "un de ces éléments est trouvé : une insulte ou une menace, un langage très grossier",
                "aucun de ces éléments n’est trouvé : une mention que l’opinion n’engage que son auteur",
            ],
        ),
        (
            {"posts_at_least": {"personal": 1000}, "window": "hour"},
            ["posts in work time so far, at least: personal 1,000", "it is counted over an hour"],
            [
                "publications jusque-là durant les heures de travail, au moins : personnelle 1 000",
                "le compte porte sur une heure",
            ],
        ),
        ({"always": True}, ["it always applies"], ["elle s’applique toujours"]),
    ],
)
def test_conditions_are_told_as_the_policy_has_them(when: dict[str, object], en: list[str], fr: list[str]):
    (told,) = rules_told(a_policy([a_rule(when=when)]))
    assert list(conditions(told["when"], "en")) == en
    assert [sentence.replace("\u00a0", " ") for sentence in conditions(told["when"], "fr")] == fr


@pytest.mark.parametrize("when", [{"finding": 7}, {"posts_at_least": []}, {"min_confidence": "x"}, {"moon": ["full"]}])
def test_what_no_policy_has_is_shown_and_breaks_nothing(when: dict[str, object]):
    assert len(list(conditions(when, "en"))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_found_has_words_for_reviewers_that_address_nobody(language: Language):
    for label, values in LABELS.items():
        for value in values or {""}:
            said = found_in_words({"label": label, "value": value}, language)
            assert said not in {label, f"{label}:{value}"}, label
            assert ":" not in said
            assert "your" not in said
            assert not {"votre", "vous", "vos"} & set(said.split()), said


def test_what_has_no_words_is_its_own_name():
    assert kind_in_words("moonlight", "full", "en") == "moonlight:full"


def test_a_rule_goes_by_its_title_and_names_its_findings():
    rules = {"markings": TitledRule({"en": "Markings", "fr": "Cotes"}, {"finding": ["classification"]})}
    event = {
        "findings": [{}, {}],
        "matched": [
            {"rule": "markings", "guideline": "2.6", "action": "block", "severity": "high", "findings": [1, 9, -1, "x"]}
        ],
    }
    (told,) = matching(event, rules, "fr")
    assert (told.title, told.severity, told.findings) == ("Cotes", "high", (2,))
    assert told.conditions == ("un de ces éléments est trouvé\u00a0: une cote de sécurité",)
    (unknown,) = matching(event, {}, "fr")
    assert (unknown.title, unknown.conditions) == ("markings", ())
