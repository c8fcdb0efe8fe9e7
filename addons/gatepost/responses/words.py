"""What was found and where, in the words of people: labels and part names become English and French.

A closed table, and nothing of a finding but its label, value and part ever looks into it: what a detector or a client
put there that is not in the table becomes a general word. So no answer can carry a word of the content.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gatepost.model import Finding, Part, Role


class Words(Protocol):
    """A text in both languages, whoever's type it is."""

    @property
    def en(self) -> str: ...
    @property
    def fr(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages."""

    en: str
    fr: str


KINDS: Mapping[str, Bilingual] = {
    "classification": Bilingual("a security marking", "une cote de sécurité"),
    "confidential-when-completed": Bilingual(
        "the notice of a form that is confidential once filled in",
        "la mention d’un formulaire confidentiel une fois rempli",
    ),
    "internal-only": Bilingual("a notice that it is for internal use", "une mention d’usage interne"),
    "embargo": Bilingual("an embargo notice", "une mention d’embargo"),
    "sensitivity-label": Bilingual("a document’s sensitivity label", "l’étiquette de sensibilité d’un document"),
    "personal-identifier": Bilingual("personal information", "un renseignement personnel"),
    "personal-identifier:sin": Bilingual("a social insurance number", "un numéro d’assurance sociale"),
    "personal-identifier:business-number": Bilingual("a business number", "un numéro d’entreprise"),
    "personal-identifier:health-card": Bilingual("a health card number", "un numéro de carte santé"),
    "personal-identifier:passport": Bilingual("a passport number", "un numéro de passeport"),
    "personal-identifier:driver-licence": Bilingual("a driver’s licence number", "un numéro de permis de conduire"),
    "personal-identifier:phone": Bilingual("a telephone number", "un numéro de téléphone"),
    "personal-identifier:email": Bilingual("an e-mail address", "une adresse de courriel"),
    "personal-identifier:payment-card": Bilingual("a payment card number", "un numéro de carte de paiement"),
    "personal-identifier:date-of-birth": Bilingual("a date of birth", "une date de naissance"),
    "personal-identifier:postal-code": Bilingual("a postal code", "un code postal"),
    "personal-identifier:combination": Bilingual(
        "details that identify someone when put together", "des détails qui, réunis, identifient quelqu’un"
    ),
    "microdata": Bilingual(
        "a list of records about people or businesses",
        "une liste d’enregistrements sur des personnes ou des entreprises",
    ),
    "fingerprint": Bilingual("a passage of a protected document", "un passage d’un document protégé"),
    "enrolled-record": Bilingual("details of a protected record", "des détails d’un enregistrement protégé"),
    "credential": Bilingual("a password, key or access token", "un mot de passe, une clé ou un jeton d’accès"),
    "corporate-symbol": Bilingual(
        "an official symbol of the agency or the government", "un symbole officiel de l’organisme ou du gouvernement"
    ),
    "signature": Bilingual("an official signature", "une signature officielle"),
    "agency-mention": Bilingual(
        "a mention of the agency or the government", "une mention de l’organisme ou du gouvernement"
    ),
    "self-identification": Bilingual("a mention of your government job", "une mention de votre emploi au gouvernement"),
    "on-behalf": Bilingual("wording that speaks for the agency", "une formulation au nom de l’organisme"),
    "disclaimer": Bilingual("a statement that the opinion is your own", "une mention que l’opinion n’engage que vous"),
    "source-cited": Bilingual("a public source", "une source publique"),
    "statistic": Bilingual("a figure of the agency", "un chiffre de l’organisme"),
    "profanity": Bilingual("coarse language", "un langage grossier"),
    "abuse": Bilingual("an insult or a threat", "une insulte ou une menace"),
    "person-named": Bilingual("a colleague’s name", "le nom d’un ou d’une collègue"),
    "person-pictured": Bilingual("a picture of someone", "une image d’une personne"),
    "reply-to-agency": Bilingual("a reply to the agency", "une réponse à l’organisme"),
    "uninspectable": Bilingual("something that could not be checked", "un élément qui n’a pas pu être vérifié"),
    "uninspectable:encrypted": Bilingual(
        "something encrypted, which could not be checked", "un élément chiffré, qui n’a pas pu être vérifié"
    ),
    "uninspectable:too-large": Bilingual(
        "something too large to be checked", "un élément trop volumineux pour être vérifié"
    ),
    "uninspectable:unknown-format": Bilingual(
        "a kind of file that cannot be checked", "un type de fichier qui ne peut pas être vérifié"
    ),
    "uninspectable:corrupt": Bilingual(
        "something damaged, which could not be checked", "un élément endommagé, qui n’a pas pu être vérifié"
    ),
    "uninspectable:timeout": Bilingual("something that took too long to check", "un élément trop long à vérifier"),
    "uninspectable:end-to-end": Bilingual(
        "a conversation encrypted from end to end", "une conversation chiffrée de bout en bout"
    ),
}
_SOMETHING = Bilingual("something that the guidelines name", "un élément visé par les lignes directrices")

_PLACES: Mapping[Role, Bilingual] = {
    Role.TEXT: Bilingual("text", "texte"),
    Role.TITLE: Bilingual("title", "titre"),
    Role.ALT_TEXT: Bilingual("picture description", "description d’image"),
    Role.ATTACHMENT: Bilingual("attached file", "fichier joint"),
}
_ATTACHMENTS: Mapping[str, Bilingual] = {
    "image": Bilingual("picture", "image"),
    "video": Bilingual("video", "vidéo"),
    "audio": Bilingual("recording", "enregistrement"),
}
_ALONE = Bilingual("", "")
_WITH_EARLIER = Bilingual(
    ", read with what you posted in the last minutes", ", lu avec ce que vous avez publié dans les dernières minutes"
)
_NUMBERED = frozenset({Role.ALT_TEXT, Role.ATTACHMENT})
_WHOLE = Bilingual("post", "publication")
_NUMBER = re.compile(r"^[a-z_-]{1,32}\[(\d{1,4})\]")

_INSTRUMENTS: Mapping[str, Bilingual] = {
    "all": Bilingual("The guidelines as a whole.", "L’ensemble des lignes directrices."),
    "Network Use Policy": Bilingual("Network Use Policy.", "Politique d’utilisation du réseau."),
}


def kind_of(finding: Finding) -> Bilingual:
    """What kind of thing was found: the most exact words that the table has."""
    return KINDS.get(finding.name) or KINDS.get(finding.label) or _SOMETHING


def place_of(finding: Finding, parts: Sequence[Part]) -> Bilingual:
    """In which part of the post, counted from 1 as people do: `media[1]` is picture 2."""
    part = next((part for part in parts if part.name == finding.where.part), None)
    if part is None:
        return _WHOLE
    noun = _PLACES[part.role]
    if part.role is Role.ATTACHMENT:
        noun = _ATTACHMENTS.get(part.media_type.partition("/")[0], noun)
    number = _NUMBER.match(part.name) if part.role in _NUMBERED else None
    counted = f"\u00a0{int(number[1]) + 1}" if number else ""
    page = f", page\u00a0{finding.where.page}" if finding.where.page else ""
    thread = _WITH_EARLIER if "thread" in dict(finding.details) else _ALONE
    return Bilingual(f"{noun.en}{counted}{page}{thread.en}", f"{noun.fr}{counted}{page}{thread.fr}")


def section_of(guideline: str) -> Bilingual:
    """The name of a guideline: a section's number in words, another instrument by its own name."""
    if guideline[:1].isdigit():
        return Bilingual(f"Section {guideline}.", f"Article {guideline}.")
    return _INSTRUMENTS.get(guideline, Bilingual(guideline, guideline))
