"""A notice in one short paragraph per language, for toasts, dialogs and exceptions.

At most `LIMIT` characters a language: clients cut what is longer, and would cut the number that the person needs. What is
least needed goes first; the number never goes.
"""

from collections.abc import Mapping

from gatepost.responses.notice import Kind, Notice
from gatepost.responses.words import Bilingual

LIMIT = 280
_MAX_PIECE = 120

_OPENINGS: Mapping[Kind, Bilingual] = {
    "coach": Bilingual("Not sent yet.", "Pas encore envoyé."),
    "block": Bilingual("Not sent.", "Non envoyé."),
    "fault": Bilingual(
        "Not sent. This is our fault; nothing is held against you.",
        "Non envoyé. C’est notre faute; rien ne vous est reproché.",
    ),
    "prohibited": Bilingual("Not open from here.", "Non accessible d’ici."),
    "busy": Bilingual(
        "Not sent: the gateway is busy. This is our fault; try again in a minute.",
        "Non envoyé : la passerelle est surchargée. C’est notre faute; réessayez dans une minute.",
    ),
}


def sentence(notice: Notice) -> Bilingual:
    """The notice in brief: what happened, why, how to go on, whom to ask, and the number."""
    return Bilingual(_english(notice), _french(notice))


def _english(notice: Notice) -> str:
    found = ", ".join(f"{found.kind.en} ({found.part.en})" for found in notice.found[:3])
    return _fit(
        _OPENINGS[notice.action].en,
        go_on=_way_on(notice, "To go on: {}", "More: {}", "Read and accept it: {}"),
        why=f"{_short(notice.title.en)}{_section('section', notice)}." if not notice.ours else "",
        ask=f"Ask: {_short(notice.contact.en)}.",
        found=f"Found: {found}." if found and not notice.ours else "",
        number=f"Number: {notice.number}",
    )


def _french(notice: Notice) -> str:
    found = ", ".join(f"{found.kind.fr} ({found.part.fr})" for found in notice.found[:3])
    return _fit(
        _OPENINGS[notice.action].fr,
        go_on=_way_on(notice, "Pour continuer : {}", "Détails : {}", "Lisez-la et acceptez-la : {}"),
        why=f"{_short(notice.title.fr)}{_section('article', notice)}." if not notice.ours else "",
        ask=f"Questions : {_short(notice.contact.fr)}.",
        found=f"Trouvé : {found}." if found and not notice.ours else "",
        number=f"Numéro : {notice.number}",
    )


def _way_on(notice: Notice, go_on: str, more: str, agreement: str) -> str:
    """Where the person can do something about it. Whoever accepts the agreement need not say why they go on."""
    if notice.agreement:
        return agreement.format(notice.agreement)
    return (go_on if notice.asks else more).format(notice.page) if notice.page else ""


def _fit(opening: str, *, go_on: str, why: str, ask: str, found: str, number: str) -> str:
    """The pieces in reading order, as many of them as there is room for, in the order of need."""
    room = LIMIT - len(opening) - len(number) - 1
    kept: set[str] = set()
    for piece in (go_on, why, found, ask):
        if piece and len(piece) + 1 <= room:
            kept.add(piece)
            room -= len(piece) + 1
    return " ".join([opening, *(piece for piece in (why, found, go_on, ask) if piece in kept), number])


def _section(word: str, notice: Notice) -> str:
    return f" ({word} {notice.guideline[:_MAX_PIECE]})" if notice.guideline[:1].isdigit() else ""


def _short(text: str) -> str:
    plain = " ".join(text.split()).rstrip(".")
    return plain if len(plain) <= _MAX_PIECE else plain[: _MAX_PIECE - 1].rstrip() + "…"
