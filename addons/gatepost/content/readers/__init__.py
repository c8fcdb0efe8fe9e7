"""Files as what is in them: each module here reads one family of formats, and is used because it is here.

A reader is a module with `FORMATS`; a new format is a new module with its fixtures, and nothing else changes. It sees the
bytes and nothing of where they came from, yields the pieces in the order in which a person would see them, and pays for each
out of the budget before it makes it. Readers run in processes of their own (`gatepost.readers`). The rule to keep: what was
not seen whole is said to be so, with `Unread` for a piece or by raising Unreadable for all that is left.
"""

import pkgutil
from functools import cache
from importlib import import_module

from gatepost.content.format import Format


@cache
def formats() -> tuple[Format, ...]:
    """Every format that can be read, in the order of the modules' names."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(format_ for module in modules for format_ in getattr(module, "FORMATS", ()))
