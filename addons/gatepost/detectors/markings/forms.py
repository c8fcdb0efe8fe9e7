"""The forms that a marking has, surest first: by how its level stands, and by what stands beside it.

A level with a letter hardly needs more than its place; a word (SECRET) needs company too; a confidence of the Cabinet is a
phrase, and a title by itself. The rule to keep: a form that holds says how sure it is and how the marking stands, the first
that holds counts, and none holds for words in a sentence.
"""

import re
from collections.abc import Callable, Sequence

from gatepost.detectors.markings.beside import APART, Beside, apart
from gatepost.detectors.wording.layout import Place

type Form = tuple[float, str, Callable[[Place, Beside], object]]  # how sure, how it stands, whether it does

# When a form, a table or a letter gets its level.
_CONDITION = re.compile(
    r"[\"')\]]{0,2}[\s(,:-]{1,3}(?:(?:when|once|upon|if|unless|with(?:out)?|until|une fois|lorsque|quand|avec|sans|des que)(?!\w)|(?:lors|des |jus)qu')"
)
_OTHER_TONGUE = re.compile(r"[ \t]{0,2}[/|\n-][ \t]{0,2}(?:(?:top|tres)[ _-]?)?(?:secret|confidenti[ae]l)\b")
_LABELLED = re.compile(
    r"(?:classification|security|securite|sensitivity|sensibilite|marking|cote(?: de securite)?|level|niveau)[^\n:=]{0,24}(?:[:=]| -{1,2} )[ \t]{0,4}[\"'(\[*]{0,3}$"
)
_FOLLOWS = re.compile(
    r" [\w ]{0,30}(?:follows?|below|attached|enclosed|suit|suivent|ci-joints?|ci-jointes?|ci-dessous)\b"
)
_CONTAINS = re.compile(r"(?:contains?|contient|contiennent|renferme)\b[^.!?\n]{0,30}$")
_NOUN_ALONE = re.compile(
    r"(?:the |this |les |ces |document )?(?:information|informations|renseignements?|documents?|dossiers?|files?|donnees|data|material|"
    r"contenu|content|emails?|courriels?|rapport|report|memo|note|form|formulaire)[ \t]$"
)
_OF_ALLIES = re.compile(r"(?:nato|otan|cosmic|atomal)[ \t]$")
_STAMPS = (":", "mention", "estampille", "tampon", "stamp", "watermark")  # right before what they say
_TICKED = re.compile(r"(?:\[x\]|[☑☒✓✔✅🗹■⬛])[ \t]{0,3}$")
_LABEL_ENDS = re.compile(rf"[\")\]]|{APART.pattern}")

PROTECTED: Sequence[Form] = (
    (0.98, "alone", lambda place, _: place.alone),
    (0.97, "heading", lambda place, _: place.heads and (place.separated_after or _CONDITION.match(place.after))),
    (0.93, "bracketed", lambda place, _: place.bracketed),
    (0.95, "apart", lambda place, _: place.separated_before and place.separated_after),
    (0.9, "conditional", lambda place, beside: _under_a_condition(place) and not beside.describes(place)),
    (
        0.85,
        "joined",
        lambda place, _: "_" in place.written or place.before.endswith("_") or place.after.startswith("_"),
    ),
    (0.8, "tagged", lambda place, beside: place.before.endswith("#") and not beside.describes(place)),
    (
        0.9,
        "heading",
        lambda place, beside: (
            _unlike_at_the_head(place) and (_FOLLOWS.match(place.after) or not beside.describes(place))
        ),
    ),
    (0.85, "stated", lambda place, beside: beside.states(place)),
    (0.85, "capitals", lambda place, beside: place.capitals and place.separated_after and not beside.describes(place)),
    (
        0.9,
        "clause",
        lambda place, _: place.capitals and not place.clause_before.strip() and not place.clause_after.strip(" .!"),
    ),
    (0.8, "apart", lambda place, _: place.stands_out and apart(place)),
    (0.8, "apart", lambda place, _: place.capitalised and _ends_a_line(place) and apart(place)),
    (0.85, "document", lambda place, _: _ends_a_line(place) and _NOUN_ALONE.fullmatch(place.before)),
    (0.8, "shown", lambda place, beside: beside.shows(place) and not beside.describes(place)),
    (0.9, "labelled", lambda place, _: _LABELLED.search(place.before) and _LABEL_ENDS.match(place.after)),
    (0.9, "ticked", lambda place, _: place.capitalised and _TICKED.search(place.before)),
    (0.85, "quoted", lambda place, _: place.quoted and place.separated_before and place.after.lstrip().startswith('"')),
)

BARE: Sequence[Form] = (
    (0.95, "caveat", lambda place, beside: _begins(place) and beside.has_caveat(place)),
    (0.95, "caveat", lambda place, _: (_begins(place) or place.capitals) and _before_a_bar(place)),
    (0.9, "caveat", lambda place, beside: place.stands_out and _before_a_bar(place) and beside.has_caveat(place)),
    (0.9, "alone", lambda place, _: place.capitals and place.alone and not place.whole_text),
    (
        0.9,
        "two-languages",
        lambda place, _: _begins(place) and place.capitals and _OTHER_TONGUE.match(place.text.folded, place.end),
    ),
    (0.9, "labelled", lambda place, _: place.separated_after and _LABELLED.search(place.before)),
    (0.9, "ticked", lambda place, _: place.capitalised and place.separated_after and _TICKED.search(place.before)),
    (
        0.85,
        "document",
        lambda place, beside: (
            place.capitals and place.separated_before and _ends_line(place) and beside.documents.search(place.before)
        ),
    ),
    (
        0.85,
        "document",
        lambda place, beside: place.capitals and place.heads and place.separated_after and beside.names_document(place),
    ),
    (0.85, "document", lambda place, beside: place.alone and beside.heads_document(place)),
    (0.85, "document", lambda place, beside: place.bracketed and place.capitals and beside.heads_document(place)),
    (0.85, "document", lambda place, beside: place.bracketed and place.capitals and beside.is_of_document(place)),
    (0.9, "allied", lambda place, _: place.capitals and _OF_ALLIES.search(place.before)),
    (
        0.8,
        "shown",
        lambda place, beside: (
            place.stands_out and beside.shows(place) and place.before.rstrip(' "').endswith(_STAMPS) and apart(place)
        ),
    ),
    (0.8, "shown", lambda place, beside: place.stands_out and beside.shows(place) and beside.heads_document(place)),
    (0.8, "disguised", lambda place, _: place.disguised and place.heads and place.separated_after),
)

CABINET: Sequence[Form] = (
    (0.9, "heading", lambda place, _: place.heads and (place.separated_after or not place.clause_after.strip(" .!s"))),
    (0.9, "clause", lambda place, _: not place.clause_before.strip() and not place.clause_after.strip(" .!s")),
    (0.9, "capitals", lambda place, _: place.capitals or place.bracketed or place.quoted),
    (0.9, "apart", lambda place, _: place.separated_before and place.separated_after),
    (0.9, "containing", lambda place, _: _CONTAINS.search(place.before)),
    (
        0.9,
        "title",
        lambda place, beside: place.titled and place.written.split()[-1][:1].isupper() and beside.shows(place),
    ),
)

SHORTENED: Sequence[Form] = (
    (0.8, "capitals", lambda place, _: place.capitalised and place.written[-1:].isupper() and not place.whole_text),
)
ABBREVIATED: Sequence[Form] = ((0.9, "caveat", lambda place, beside: place.capitals and beside.has_caveat(place)),)
PARAGRAPH: Sequence[Form] = (
    (0.85, "paragraph", lambda place, _: place.capitals or (len(place.written) > len("(TS)") and place.capitalised)),
)


def form_at(forms: Sequence[Form], place: Place, beside: Beside) -> tuple[float, str]:
    """That of the first form that holds; 0 for none."""
    return next(((sure, stands) for sure, stands, holds in forms if holds(place, beside)), (0.0, ""))


def may_be_form(place: Place) -> bool:
    """What a word must be for one of `BARE` to hold: cheap to ask, for words are many."""
    written = place.capitalised or place.disguised
    stands = _begins(place) or place.bracketed or place.stands_out or place.disguised
    return written and (stands or _OF_ALLIES.search(place.before) is not None)


def _begins(place: Place) -> bool:
    return place.heads or place.separated_before


def _ends_a_line(place: Place) -> bool:
    return place.written[-1:].isupper() and place.separated_after


def _ends_line(place: Place) -> bool:
    return not place.after.strip(' )]*"')


def _before_a_bar(place: Place) -> bool:
    return place.after.lstrip().startswith("//")


def _under_a_condition(place: Place) -> bool:
    begun = place.separated_before or place.stands_out or place.before.endswith(("(", "["))
    return begun and bool(_CONDITION.match(place.after))


def _unlike_at_the_head(place: Place) -> bool:
    return place.heads and (place.capitals or place.disguised)
