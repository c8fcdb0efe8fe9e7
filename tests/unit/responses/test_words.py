"""What was found and where, in words of both languages and never in the finding's own."""

import pytest

from gatepost.model import Role, Where
from gatepost.policy.vocabulary import LABELS
from gatepost.responses.words import KINDS, Bilingual, kind_of, place_of, section_of
from gatepost.testing import a_finding, a_part

POST = (
    a_part(),
    a_part(name="text[1]"),
    a_part(name="title", role=Role.TITLE),
    a_part(name="alt[0]", role=Role.ALT_TEXT),
    a_part(name="media[0]", role=Role.ATTACHMENT, media_type="application/pdf"),
    a_part(name="media[1]", role=Role.ATTACHMENT, media_type="image/png"),
    a_part(name="media[2]", role=Role.ATTACHMENT, media_type="video/mp4"),
    a_part(name="media[3]", role=Role.ATTACHMENT, media_type="audio/ogg"),
)


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_words(label: str) -> None:
    assert label in KINDS


@pytest.mark.parametrize("label", ["personal-identifier", "uninspectable"])
def test_every_kind_of_identifier_and_of_obstacle_has_words(label: str) -> None:
    assert {f"{label}:{value}" for value in LABELS[label] or ()} <= KINDS.keys()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("personal-identifier:sin", Bilingual("a social insurance number", "un numéro d’assurance sociale")),
        ("corporate-symbol:canada-wordmark", KINDS["corporate-symbol"]),
        ("credential:secret-of-someone", KINDS["credential"]),
        (
            "made-up:secret",
            Bilingual("something that the guidelines name", "un élément visé par les lignes directrices"),
        ),
    ],
)
def test_a_finding_is_told_by_the_most_exact_words_there_are(name: str, words: Bilingual) -> None:
    assert kind_of(a_finding(name)) == words


@pytest.mark.parametrize(
    ("part", "english", "french"),
    [
        ("text", "text", "texte"),
        ("text[1]", "text", "texte"),
        ("title", "title", "titre"),
        ("alt[0]", "picture description 1", "description d’image 1"),
        ("media[0]", "attached file 1", "fichier joint 1"),
        ("media[1]", "picture 2", "image 2"),
        ("media[2]", "video 3", "vidéo 3"),
        ("media[3]", "recording 4", "enregistrement 4"),
        ("secret-report.docx", "post", "publication"),
    ],
)
def test_a_place_is_counted_as_people_count(part: str, english: str, french: str) -> None:
    place = place_of(a_finding(where=Where(part=part)), POST)
    assert (place.en.replace("\u00a0", " "), place.fr.replace("\u00a0", " ")) == (english, french)


def test_a_place_in_a_document_has_its_page() -> None:
    place = place_of(a_finding(where=Where(part="media[0]", page=3)), POST)
    assert place.en == "attached file\u00a01, page\u00a03"


def test_what_several_posts_hold_together_says_so() -> None:
    place = place_of(a_finding(details=(("thread", "2"),)), POST)
    assert place.en == "text, read with what you posted in the last minutes"
    assert place.fr == "texte, lu avec ce que vous avez publié dans les dernières minutes"


@pytest.mark.parametrize(
    ("guideline", "words"),
    [
        ("2.6", Bilingual("Section 2.6.", "Article 2.6.")),
        ("Network Use Policy", Bilingual("Network Use Policy.", "Politique d’utilisation du réseau.")),
        ("all", Bilingual("The guidelines as a whole.", "L’ensemble des lignes directrices.")),
        ("Oath of Office", Bilingual("Oath of Office", "Oath of Office")),
    ],
)
def test_a_guideline_is_named_in_both_languages(guideline: str, words: Bilingual) -> None:
    assert section_of(guideline) == words
