"""A refusal as what a person needs to know: the plain values of a decision become a `Notice`.

Everything that answers a person (page, body, frame) is made from a notice and from nothing else, so that whatever is
not in here cannot be told: a notice knows kinds and places, never what was written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from gatepost.model import Finding, Part
from gatepost.responses.words import Bilingual, Words, kind_of, place_of

type Kind = Literal["coach", "block", "fault", "prohibited", "busy"]

_OURS: frozenset[Kind] = frozenset({"fault", "busy"})
_NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\]{1,500}")
_MAX_FOUND = 8  # a notice is read by a person: more kinds than this tell nobody more


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of thing, and the part of the post it is in."""

    kind: Bilingual
    part: Bilingual


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that a person can tick, as the policy offers it. `key` is what the record says."""

    key: str
    words: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a person answers: where the answer goes, the token that proves it is theirs, and the reasons to go on with.

    No reasons: there is no way on. That it is a mistake can be said all the same, once. `window` is how long a reason
    holds.
    """

    action: str
    token: str
    window: timedelta
    reasons: tuple[Reason, ...] = ()
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What one more guideline asks that the post also meets, so that nobody is told of it only the next time."""

    title: Bilingual
    message: Bilingual
    guideline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a person is told. `message` is Markdown; `page` is the address of this notice at the gateway, or empty;
    `agreement` that of the agreement, where the want of it is all that it is about. `answered` is what the person did
    about it so far."""

    number: str
    action: Kind
    title: Bilingual
    message: Bilingual
    guideline: str = ""
    also: tuple[Advice, ...] = ()
    found: tuple[Found, ...] = ()
    contact: Bilingual
    contact_link: str = ""
    record: Bilingual
    help_url: str = ""
    page: str = ""
    agreement: str = ""
    form: Form | None = None
    answered: tuple[Bilingual, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the person can go on by giving a reason."""
        return self.form is not None and bool(self.form.reasons)

    @property
    def ours(self) -> bool:
        """Whether a failure of ours is told, and not anything that the person did."""
        return self.action in _OURS

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.number):
            raise ValueError("the number of a notice is letters, digits and hyphens: it stands in a header")
        if any(
            link and not _LINK.fullmatch(link) for link in (self.contact_link, self.help_url, self.page, self.agreement)
        ):
            raise ValueError("a link of a notice is http, https or mailto")


def build_notice(
    *,
    number: str,
    action: Kind,
    title: Words,
    message: Words,
    contact: Words,
    kept: timedelta,
    guideline: str = "",
    also: Sequence[Advice] = (),
    found: tuple[Found, ...] = (),
    contact_link: str = "",
    help_url: str = "",
    page: str = "",
    agreement: str = "",
    form: Form | None = None,
    answered: tuple[Bilingual, ...] = (),
) -> Notice:
    """The notice of one refusal. `kept` is how long it stays on record."""
    return Notice(
        number=number,
        action=action,
        title=Bilingual(title.en, title.fr),
        message=Bilingual(message.en, message.fr),
        guideline=guideline,
        also=tuple(also),
        found=found,
        contact=Bilingual(contact.en, contact.fr),
        contact_link=contact_link,
        record=_record(action, kept),
        help_url=help_url,
        page=page,
        agreement=agreement,
        form=form,
        answered=answered,
    )


def found_in(findings: Sequence[Finding], parts: Sequence[Part]) -> tuple[Found, ...]:
    """What there is to tell of these findings: each kind in each part once, and no more than anybody reads.

    `parts` are the post's, to say where things are.
    """
    found = dict.fromkeys(Found(kind_of(finding), place_of(finding, parts)) for finding in findings)
    return tuple(found)[:_MAX_FOUND]


def _record(action: Kind, kept: timedelta) -> Bilingual:
    """What is recorded, for how long, and who can see it."""
    if action in _OURS:
        return Bilingual(
            f"Only that the gateway could not do its work, and when. It is kept for {kept.days} days, "
            "and the people who run the gateway can see it.",
            f"Seulement que la passerelle n’a pas pu faire son travail, et quand. C’est conservé {kept.days} jours, "
            "et les personnes qui exploitent la passerelle peuvent le voir.",
        )
    return Bilingual(
        "When this happened, the platform, the rule, and the kind of thing found, with a code in place of your name"
        f"{' and the reason you give' if action == 'coach' else ''}. What you wrote is not kept: at most a short "
        f"extract in which the thing found is masked. It is kept for {kept.days} days. Authorized reviewers can see it, "
        "and an adviser if you give them the number. Finding out who is behind the code takes a written reason "
        "and a second person’s approval. Managers see only totals for groups.",
        "Le moment, la plateforme, la règle et le genre d’élément trouvé, avec un code à la place de votre nom"
        f"{' et la raison que vous donnez' if action == 'coach' else ''}. Ce que vous avez écrit n’est pas conservé : "
        "tout au plus un court extrait où l’élément trouvé est masqué. "
        f"C’est conservé {kept.days} jours. Les réviseurs autorisés peuvent le voir, "
        "ainsi qu’un conseiller si vous lui donnez le numéro. Pour savoir qui est derrière le code, il faut une raison "
        "écrite et l’accord d’une deuxième personne. Les gestionnaires ne voient que des totaux par groupe.",
    )
