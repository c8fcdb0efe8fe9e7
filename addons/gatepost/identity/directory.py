"""The staff directory: the text of a CSV file becomes people that can be found by login.

What it says of a person's work is read here, and wins over the calendar. Keep the load linear: it runs again whenever
the file changes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from gatepost.identity.table import Columns, Values, read_table
from gatepost.model import Principal
from gatepost.worktime import AS_THE_CALENDAR_SAYS, WRITTEN, Absence, WorkTime, read_work_time

COLUMNS = ("id", "login", "name", "groups", "division", *WRITTEN, "language")
_REQUIRED = ("id", "login")
_LANGUAGES = ("", "en", "fr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everyone the agency knows. Logins are compared without case, and without the domain or realm around them."""

    people: Mapping[str, Principal] = field(default_factory=dict, repr=False)
    logins: Mapping[str, str] = field(default_factory=dict, repr=False)

    def by_id(self, id_: str) -> Principal | None:
        return self.people.get(id_)

    def by_login(self, login: str) -> Principal | None:
        id_ = self.logins.get(plain_login(login))
        return None if id_ is None else self.people[id_]

    def __len__(self) -> int:
        return len(self.people)


def plain_login(login: str) -> str:
    """The login alone: `STATS\\ndupont`, `ndupont@STATS.EXAMPLE` and `NDupont` are the same person's."""
    return login.strip().rpartition("\\")[2].partition("@")[0].casefold()


def load_directory(
    text: str, *, file: str, columns: Mapping[str, str] | None = None, patterns: Collection[str] | None = None
) -> Directory:
    """The people of a CSV text. `columns` says what the file calls a column of ours: `{"login": "sAMAccountName"}`.

    `patterns` are those that the calendar has; None: it is not known here.
    """
    people: dict[str, Principal] = {}
    logins: dict[str, str] = {}
    read_table(
        text,
        Columns(ours=COLUMNS, required=_REQUIRED, theirs=columns or {}),
        lambda values: (*_no_pattern(values, patterns), *_add(values, people, logins)),
        file=file,
    )
    return Directory(people=people, logins=logins)


def with_absences(directory: Directory, absences: Mapping[str, Sequence[Absence]]) -> Directory:
    """The same people with their days away, by id."""
    away = {
        id_: replace(person, work=replace(person.work, absences=tuple(absences[id_])))
        for id_, person in directory.people.items()
        if id_ in absences
    }
    return replace(directory, people={**directory.people, **away}) if away else directory


def _add(values: Values, people: dict[str, Principal], logins: dict[str, str]) -> Sequence[str]:
    """Adds the person of one row, or says what is wrong with it."""
    id_, login = values["id"], plain_login(values["login"])
    work, wrong = _work(values)
    wrong += _wrong(values)
    if id_ in people:
        wrong.append(f"id {id_!r} stands twice: every person has one line and an id of their own")
    if login in logins:
        wrong.append(f"login {login!r} stands twice (case and domain do not count): give each person their own")
    if not wrong:
        logins[login] = id_
        people[id_] = Principal(
            id=id_,
            groups=_groups(values.get("groups", "")),
            division=values.get("division", ""),
            work=work,
            language=values.get("language", "").lower(),
        )
    return wrong


def _no_pattern(values: Values, patterns: Collection[str] | None) -> Iterator[str]:
    """A pattern that is only misspelt would give its people the usual week, and nobody would know."""
    written = values.get("pattern", "")
    if written and patterns is not None and written not in patterns:
        yield f"pattern {written!r} is not in calendar.yaml, which has {', '.join(sorted(patterns)) or 'none'}"


def _work(values: Values) -> tuple[WorkTime, list[str]]:
    try:
        return read_work_time(values), []
    except ValueError as error:
        return AS_THE_CALENDAR_SAYS, [str(error)]


def _wrong(values: Values) -> Iterator[str]:
    """What one line gets wrong, each with what to write instead."""
    for name in _REQUIRED:
        if not (values[name] if name == "id" else plain_login(values[name])):
            yield f"{name} is empty: every person needs one"
    if values["id"].startswith("unknown:"):
        yield "an id beginning with 'unknown:' is kept for people who are not in the directory: choose another"
    if values.get("language", "").lower() not in _LANGUAGES:
        yield f"language {values['language']!r} is not known: write en or fr, or leave it empty"


@lru_cache(maxsize=4096)
def _groups(text: str) -> frozenset[str]:
    """Groups are separated by `;` or `|`. Most people of a division share one text, and so one set."""
    return frozenset(filter(None, (name.strip() for name in text.replace("|", ";").split(";"))))
