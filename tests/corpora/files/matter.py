"""What must not leave, in both languages, each with an innocent twin of the same look.

All names, numbers and keys are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.corpora.files.place import Holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Words with the label that they are found as, and words of the same look in which nothing is found."""

    label: str
    language: str
    words: str = field(repr=False)
    innocent: str = field(repr=False)
    holds: Holds = Holds.WORDS


def _rows(*rows: Sequence[object]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


_PEOPLE = (
    ("Maude Tremblay", "1971-03-10", "K1A 0T1", 48200),
    ("Luc Roy", "1982-07-21", "K2P 1L4", 51350),
    ("Anna Petrov", "1964-11-02", "H2X 1Y6", 39900),
    ("Ravi Singh", "1990-01-30", "M5V 2T6", 62010),
    ("Chloé Martin", "1955-05-17", "G1R 4S9", 27440),
    ("Omar Haddad", "1977-09-08", "V6B 1A1", 58730),
)

MATTERS: tuple[Matter, ...] = (
    Matter(
        label="classification",
        language="en",
        words="PROTECTED B",
        innocent="Protected bike lanes on Bank Street",
    ),
    Matter(
        label="classification",
        language="fr",
        words="PROTÉGÉ B",
        innocent="Pistes cyclables protégées sur la rue Bank",
    ),
    Matter(
        label="internal-only",
        language="en",
        words="Internal use only. Do not distribute.",
        innocent="Open to everyone. Please share it.",
    ),
    Matter(
        label="internal-only",
        language="fr",
        words="Usage interne seulement. Ne pas diffuser.",
        innocent="Ouvert à tous. Partagez sans réserve.",
    ),
    Matter(
        label="credential",
        language="en",
        words="password: Kx7!vQ2m#9Lp",
        innocent="Choose a strong password.",
    ),
    Matter(
        label="credential",
        language="fr",
        words="mot de passe : Kx7!vQ2m#9Lp",
        innocent="Choisissez un bon mot de passe.",
    ),
    Matter(
        label="microdata",
        language="en",
        words=_rows(("name", "date of birth", "postal code", "income"), *_PEOPLE),
        innocent=_rows(
            ("province", "population", "growth", "density"),
            ("Ontario", "15,600,000", 1.2, 15.9),
            ("Quebec", "8,800,000", 0.9, 6.5),
            ("Alberta", "4,700,000", 3.1, 7.1),
            ("Manitoba", "1,400,000", 1.0, 2.5),
            ("Nova Scotia", "1,000,000", 1.1, 19.4),
        ),
        holds=Holds.ROWS,
    ),
    Matter(
        label="microdata",
        language="fr",
        words=_rows(("nom", "date de naissance", "code postal", "revenu"), *_PEOPLE),
        innocent=_rows(
            ("province", "population", "croissance", "densité"),
            ("Ontario", "15 600 000", "1,2", "15,9"),
            ("Québec", "8 800 000", "0,9", "6,5"),
            ("Alberta", "4 700 000", "3,1", "7,1"),
            ("Manitoba", "1 400 000", "1,0", "2,5"),
            ("Nouvelle-Écosse", "1 000 000", "1,1", "19,4"),
        ),
        holds=Holds.ROWS,
    ),
    Matter(label="sensitivity-label", language="en", words="Protected B", innocent="", holds=Holds.LABEL),
    Matter(label="sensitivity-label", language="fr", words="Protégé B", innocent="", holds=Holds.LABEL),
)
