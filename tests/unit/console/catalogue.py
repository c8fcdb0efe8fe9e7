"""Every message of the console, as it stands in its templates and modules."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import gatepost.console

CONSOLE = Path(gatepost.console.__file__).parent
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"silent": "false", "trimmed": "true"}}


def messages() -> set[str]:
    """Plural forms are told by their singular."""
    found = extract_from_dir(
        CONSOLE, method_map=_METHODS, options_map=_OPTIONS, keywords={"N_": None, "gettext": None, "ngettext": (1, 2)}
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def translations(language: str) -> Iterator[tuple[str, Catalog]]:
    """The catalogues of a language, by the names of their files."""
    for path in sorted((CONSOLE / "locale" / language).iterdir()):
        yield path.name, read_po(BytesIO(path.read_bytes()), locale=language)
