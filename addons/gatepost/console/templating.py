"""Templates -> pages, in one language each.

Everything is escaped; what a template asks for and nobody gave is an error, not a blank.
"""

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import InternationalizationExtension

from gatepost.console.roles import Role
from gatepost.console.translation import LANGUAGES, N_, Language, catalogue, moment_in, number_in

ROLES = {
    Role.REVIEWER: N_("reviewer"),
    Role.ADVISER: N_("adviser"),
    Role.MANAGER: N_("manager"),
    Role.AUDITOR: N_("auditor"),
    Role.ADMINISTRATOR: N_("administrator"),
}


@cache
def environment(language: Language) -> Environment:
    """The templates in a language. `moment` and `number` are filters; `say` translates a message of the code."""
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

    def moment(at: datetime, form: str = "medium") -> str:
        return moment_in(language, at, form)

    def number(value: float) -> str:
        return number_in(language, value)

    made.filters.update(moment=moment, number=number, say=words.gettext)
    return made
