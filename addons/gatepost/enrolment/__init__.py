"""What detectors compare with: lexicons, the agency's own names, accounts and patterns, and what is enrolled."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gatepost.enrolment.copies import CopyIndex
from gatepost.enrolment.faces import FaceModel
from gatepost.enrolment.phrases import Phrase
from gatepost.enrolment.symbols import SymbolIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """An expression of the agency's own, and what it means where it matches a folded text: a finding of this name."""

    id: str
    label: str
    value: str
    confidence: float
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Resources:
    """Everything a detector may be built from. Known by identity: what is made from these is made once.

    `lexicons` maps a list's name and language (`en`, `fr`) to its terms, as written in the file.
    `agency_accounts` are the handles and ids of the official accounts, on all platforms, lower-case.
    `patterns` are the agency's own, over folded text, and `phrases` those that it excepted. `symbols` is None where no corporate symbol is enrolled,
    `copies` where no document is, `faces` where no network was supplied.
    """

    lexicons: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    agency_accounts: frozenset[str] = frozenset()
    patterns: tuple[Pattern, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    symbols: SymbolIndex | None = None
    copies: CopyIndex | None = None
    faces: FaceModel | None = None

    def digest(self) -> bytes:
        """Of all lists and accounts: what detectors make of the same ones is the same."""
        told = [sorted((*key, *terms) for key, terms in self.lexicons.items()), sorted(self.agency_accounts)]
        return hashlib.sha256(json.dumps(told).encode()).digest()

    def lexicon(self, name: str, language: str = "") -> tuple[str, ...]:
        """The terms of a list in one language, or in all of them. An unknown list is a mistake of the caller's: KeyError."""
        found = [
            terms
            for (list_name, tongue), terms in self.lexicons.items()
            if list_name == name and language in ("", tongue)
        ]
        if not found:
            raise KeyError(f"no lexicon {name!r} in language {language!r}")
        return tuple(term for terms in found for term in terms)


def read_lexicons(files: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The lists of a policy folder (relative path -> text): `lexicons/<list>.<language>.txt`, a term a line, `#` comments."""
    return {
        (match["name"], match["language"]): tuple(
            term for line in text.splitlines() if (term := _COMMENT.sub("", line).strip())
        )
        for path, text in files.items()
        if (match := _LEXICON.fullmatch(path))
    }


_COMMENT = re.compile(r"(?:^|\s)#.*")
_LEXICON = re.compile(r"lexicons/(?P<name>[a-z0-9-]+)\.(?P<language>en|fr)\.txt")
