"""English, as it stands in templates and modules -> the words, dates and numbers of a person's language.

English is its own catalogue. French is in `locale/fr/*.po`, one file for each part of the console, read as they are:
no compiled file lies beside them to be forgotten. A message of the code is marked with `N_`, which does nothing, and
translated where it is shown.
"""

from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations
from babel.units import format_unit

type Language = Literal["en", "fr"]

LANGUAGES: dict[Language, str] = {"en": "English", "fr": "Français"}
_LOCALES = {"en": "en_CA", "fr": "fr_CA"}
_BYTES = ("kilobyte", "megabyte", "gigabyte", "terabyte")
ZONE = ZoneInfo("America/Toronto")  # the agency's


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for the catalogue."""
    return message


@cache
def catalogue(language: Language) -> NullTranslations:
    """All messages of a language."""
    merged = Translations()
    folder = files("gatepost.console") / "locale" / language
    if language != "en":
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            merged.add(_read(file.read_bytes()))
    return merged


def language_of(accepted: str) -> Language:
    """The language of a browser, by its `Accept-Language`: the first of ours that it names."""
    named = [entry.strip()[:2].lower() for entry in accepted[:200].split(",")]
    return "fr" if "fr" in named and ("en" not in named or named.index("fr") < named.index("en")) else "en"


def moment_in(language: Language, at: datetime, form: str = "medium") -> str:
    """A moment as people write it, in the agency's time."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return format_datetime(aware, form, tzinfo=ZONE, locale=_LOCALES[language])


def day_in(language: Language, day: date, form: str = "long") -> str:
    """A day; `form` is one of CLDR's, or a pattern of it. French writes the first of a month as an ordinal."""
    written = format_date(day, form, locale=_LOCALES[language])
    return f"1er{written[1:]}" if language == "fr" and day.day == 1 and written.startswith("1 ") else written


def number_in(language: Language, number: float) -> str:
    return format_decimal(number, locale=_LOCALES[language])


def size_in(language: Language, size: int) -> str:
    """A number of bytes in the unit that makes it short: 16 kB, or 16 ko. It stays on one line."""
    step = min(max((len(str(size)) - 1) // 3, 1), len(_BYTES))
    unit = f"digital-{_BYTES[step - 1]}"
    return format_unit(size / 1000**step, unit, "short", "#,##0.#", locale=_LOCALES[language]).replace(" ", "\u00a0")


def share_in(language: Language, share: float) -> str:
    """A share in whole percents, as figures that are rounded to fives tell no more."""
    return format_percent(share, locale=_LOCALES[language])


def _read(written: bytes) -> Translations:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(written)))
    compiled.seek(0)
    return Translations(compiled)
