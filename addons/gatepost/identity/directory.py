"""The staff directory: the text of a CSV file becomes people that can be found by login.

Every mistake of the file is reported in one run with its line, because a directory is exported by a program and read
by someone who has ten thousand lines before them. Keep the load linear: it runs again whenever the file changes.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from gatepost.errors import PolicyError, PolicyErrors
from gatepost.model import Principal

COLUMNS = ("id", "login", "name", "groups", "division", "time_zone", "hours", "language")
_REQUIRED = ("id", "login")
_MAX_CHARACTERS = 64 * 1024 * 1024  # a quarter of a million people with long lines
_MAX_MISTAKES = 100  # a wrong column makes one mistake a line; the first hundred say it
_MAX_FIELD = 512
_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_LANGUAGES = ("", "en", "fr")

type _Mistake = tuple[int, str]


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


def load_directory(text: str, *, file: str, columns: Mapping[str, str] | None = None) -> Directory:
    """The people of a CSV text. `columns` says what the file calls a column of ours: `{"login": "sAMAccountName"}`."""
    if len(text) > _MAX_CHARACTERS:
        raise PolicyErrors([PolicyError(f"longer than {_MAX_CHARACTERS} characters: split the file", file=file)])
    text = text.removeprefix("\ufeff")  # a spreadsheet's mark of UTF-8
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    mistakes: list[_Mistake] = []
    people: dict[str, Principal] = {}
    logins: dict[str, str] = {}
    try:
        places = _places(next(rows, []), columns or {}, mistakes)
        for row in rows if not mistakes else ():
            if row:
                mistakes.extend((rows.line_num, wrong) for wrong in _add(row, places, people, logins))
            if len(mistakes) >= _MAX_MISTAKES:
                break
    except csv.Error as error:
        mistakes.append((rows.line_num, f"not CSV ({error}): put quotes around a value that holds quotes or commas"))
    if mistakes:
        raise PolicyErrors([PolicyError(message, file=file, line=max(line, 1)) for line, message in mistakes])
    return Directory(people=people, logins=logins)


def _delimiter(text: str) -> str:
    """A spreadsheet set to French writes semicolons where one set to English writes commas."""
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _places(header: Sequence[str], columns: Mapping[str, str], mistakes: list[_Mistake]) -> Mapping[str, int]:
    """Where each of our columns stands in a row."""
    theirs = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    mistakes.extend(
        (1, f"unknown column {ours!r} in `columns`: use one of {', '.join(COLUMNS)}")
        for ours in columns
        if ours not in COLUMNS
    )
    wanted = {ours: columns.get(ours, ours).strip().casefold() for ours in COLUMNS}
    mistakes.extend(
        (1, f"no column {wanted[ours]!r}: add it to the first line, or say in `columns` what the file calls it")
        for ours in COLUMNS
        if wanted[ours] not in theirs and (ours in _REQUIRED or ours in columns)
    )
    return {ours: theirs[name] for ours, name in wanted.items() if name in theirs}


def _add(
    row: Sequence[str], places: Mapping[str, int], people: dict[str, Principal], logins: dict[str, str]
) -> Sequence[str]:
    """Adds the person of one row, or says what is wrong with it."""
    values = {ours: row[place].strip() if place < len(row) else "" for ours, place in places.items()}
    wrong = list(_wrong(values))
    id_, login = values["id"], plain_login(values["login"])
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
            time_zone=values.get("time_zone", ""),
            hours=values.get("hours", ""),
            language=values.get("language", "").lower(),
        )
    return wrong


def _wrong(values: Mapping[str, str]) -> Iterator[str]:
    """What one line gets wrong, each with what to write instead."""
    for name, value in values.items():
        if len(value) > _MAX_FIELD:
            yield f"{name} is longer than {_MAX_FIELD} characters: shorten it"
    for name in _REQUIRED:
        if not (values[name] if name == "id" else plain_login(values[name])):
            yield f"{name} is empty: every person needs one"
    if values["id"].startswith("unknown:"):
        yield "an id beginning with 'unknown:' is kept for people who are not in the directory: choose another"
    if not _is_time_zone(values.get("time_zone", "")):
        yield f"time_zone {values['time_zone']!r} is not known: write one such as America/Toronto, or leave it empty"
    if values.get("hours") and not _HOURS.fullmatch(values["hours"]):
        yield f"hours {values['hours']!r} cannot be read: write them as 08:00-16:00, or leave them empty"
    if values.get("language", "").lower() not in _LANGUAGES:
        yield f"language {values['language']!r} is not known: write en or fr, or leave it empty"


@lru_cache(maxsize=4096)
def _groups(text: str) -> frozenset[str]:
    """Groups are separated by `;` or `|`. Most people of a division share one text, and so one set."""
    return frozenset(filter(None, (name.strip() for name in text.replace("|", ";").split(";"))))


@lru_cache(maxsize=4096)
def _is_time_zone(name: str) -> bool:
    try:
        return not name or bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):  # not known; not a name but a path; a folder of names such as `America`
        return False
