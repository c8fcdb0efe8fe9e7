"""Templates -> pages, in one language each.

Everything is escaped; what a template asks for and nobody gave is an error, not a blank.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import InternationalizationExtension

from gatepost.console.roles import Role
from gatepost.console.translation import (
    LANGUAGES,
    N_,
    Language,
    catalogue,
    day_in,
    moment_in,
    number_in,
    share_in,
    size_in,
)

ROLES = {
    Role.REVIEWER: N_("reviewer"),
    Role.ADVISER: N_("adviser"),
    Role.MANAGER: N_("manager"),
    Role.AUDITOR: N_("auditor"),
    Role.ADMINISTRATOR: N_("administrator"),
}


@cache
def environment(language: Language) -> Environment:
    """The templates in a language. Moments, days, numbers, shares, sizes are filters; `say` translates a message of code."""
    made = Environment(
        loader=PackageLoader("gatepost.console"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[InternationalizationExtension],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    words = catalogue(language)
    install = getattr(made, "install_gettext_translations")  # noqa: B009 - the extension adds it; stubs do not know it
    install(words, newstyle=True)
    made.globals.update(LANGUAGES=LANGUAGES, ROLES=ROLES, language=language)

    spoken: Mapping[str, Callable[..., str]] = {
        "moment": moment_in,
        "day": day_in,
        "number": number_in,
        "share": share_in,
        "size": size_in,
    }
    made.filters.update({name: partial(say, language) for name, say in spoken.items()}, say=words.gettext)
    return made
