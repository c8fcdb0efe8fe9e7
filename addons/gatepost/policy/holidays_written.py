"""A line under `holidays` of `calendar.yaml`, in its two forms, into the days that the law or the agency names.

Which form a line has, its key `statutory` says, so that a mistake is told of that form alone.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Discriminator, Tag, WithJsonSchema, model_validator

from gatepost.model import Holiday
from gatepost.policy.holidays import LISTS, YEARS, day_in, own_days, statutory
from gatepost.policy.vocabulary import Bilingual, Written, nearest, not_empty
from gatepost.worktime import PROVINCES, Province


def _known_holiday(written: str) -> str:
    for year in YEARS:  # 02-29 is a day of some years only
        day_in(year, written)
    return written


def _known_list(written: str) -> str:
    if written not in LISTS:
        raise ValueError(f"there is no list {written!r}; {nearest(written, LISTS)}")
    return written


type ListName = Annotated[str, AfterValidator(_known_list), WithJsonSchema({"type": "string", "enum": list(LISTS)})]


class OwnHoliday(Bilingual):
    """A holiday that an agency writes itself: its name, and the day as a date or a simple rule (see `holidays.py`)."""

    day: Annotated[str, AfterValidator(_known_holiday)]
    provinces: Annotated[tuple[Province, ...], AfterValidator(not_empty)] = PROVINCES

    def days(self) -> Iterator[Holiday]:
        return (Holiday(day, self.en, self.fr) for day in own_days(self.day))


class StatutoryHolidays(Written):
    """Holidays of a list that the law gives: all, or some by their English names, and who keeps them.

    `called` gives a holiday another name than the library's, under its English name there.
    """

    statutory: ListName
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    called: Mapping[str, Bilingual] = {}
    provinces: Annotated[tuple[Province, ...], AfterValidator(not_empty)] = PROVINCES

    @model_validator(mode="after")
    def _names_known(self) -> Self:
        if named := (*self.only, *self.without, *self.called):
            known = {one.en for one in self._listed()}
            for name in named:
                if name not in known:
                    raise ValueError(f"{self.statutory} has no holiday {name!r}; {nearest(name, known)}")
        return self

    def days(self) -> Iterator[Holiday]:
        for one in self._listed():
            if one.en not in self.without and (not self.only or one.en in self.only):
                name = self.called.get(one.en, one)
                yield Holiday(one.day, name.en, name.fr)

    def _listed(self) -> tuple[Holiday, ...]:
        """By name one may also choose what only some workplaces of a province keep."""
        return statutory(self.statutory, optional=bool(self.only))


def _form(written: object) -> str:
    return "list" if isinstance(written, dict) and "statutory" in written else "own"


type WrittenHolidays = Annotated[
    Annotated[OwnHoliday, Tag("own")] | Annotated[StatutoryHolidays, Tag("list")], Discriminator(_form)
]
