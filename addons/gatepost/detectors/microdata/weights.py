"""What each kind of column says of whose rows these are, and what kinds say of each other.

Rows about one person or business have several things that together point at somebody; rows about many have counts,
shares, ranges and averages, and rows about what is played or sold have times and measures: these speak against. The rule
to keep: what only says where somebody is to be found counts so far and no further, for an address book is no microdata.
"""

from collections.abc import Mapping

from gatepost.detectors.microdata.kinds import CIRCUMSTANCES, Kind

WEIGHTS: Mapping[Kind, float] = {
    Kind.NAME: 1,
    Kind.RECORD: 1,
    Kind.AGE: 2,
    Kind.SEX: 2,
    Kind.BIRTH: 2,
    Kind.POSTAL: 2,
    Kind.POSTAL_AREA: 1.5,
    Kind.ADDRESS: 1.5,
    Kind.CONTACT: 1.5,
    Kind.NUMBER: 2.5,
    Kind.INCOME: 2,
    Kind.MONEY: 1,
    Kind.STATUS: 2,
    Kind.WORK: 1,
    Kind.HEALTH: 1.5,
    Kind.HOME: 1,
    Kind.ORIGIN: 1.5,
    Kind.PLACE: 0.5,
    Kind.ANSWER: 1,
    Kind.FIRM: 1,
    Kind.INDUSTRY: 1.5,
    Kind.LIFE: 1.5,
    Kind.DETAIL: 0.5,
    Kind.STAFF: 1.5,
    Kind.HERD: 1.5,
    Kind.REVENUE: 1.5,
    Kind.SMALL_CELLS: 1,
    # What rows about many have, or rows about what is played, timed or sold.
    Kind.COUNT: -2,
    Kind.TIME: -2.5,
    Kind.PERCENT: -2.5,
    Kind.RANGE: -1,
    Kind.ORDINAL: -1,
    Kind.MEASURE: -1,
    Kind.LINK: -1,
    Kind.MILLIONS: -2,
}
_REACHING = frozenset(
    {Kind.NAME, Kind.POSTAL, Kind.POSTAL_AREA, Kind.ADDRESS, Kind.CONTACT, Kind.PLACE, Kind.SMALL_CELLS}
)
_REACH = 3.0  # all that only says where somebody is to be found, or how many are there, together
_SEXED = frozenset({Kind.NAME, Kind.POSTAL, Kind.POSTAL_AREA, Kind.BIRTH})  # beside these a lone letter is a sex
_TELLING = CIRCUMSTANCES | {Kind.SEX, Kind.NAME, Kind.POSTAL, Kind.RECORD, Kind.LIFE}
_FORGIVEN = -0.5
_SMALL_AREAS = frozenset({Kind.POSTAL, Kind.POSTAL_AREA})


def score_of(weights: Mapping[Kind, float]) -> float:
    reach = sum(weight for kind, weight in weights.items() if kind in _REACHING)
    return min(reach, _REACH) + sum(weight for kind, weight in weights.items() if kind not in _REACHING)


def add(weights: dict[Kind, float], found: Mapping[Kind, float]) -> None:
    """Several columns of one kind count as the one that says most."""
    for kind, weight in found.items():
        if abs(weight) > abs(weights.get(kind, 0)):
            weights[kind] = weight


def add_usual(weights: dict[Kind, float], kinds: set[Kind]) -> None:
    """What a column of each of these kinds usually says."""
    add(weights, {kind: WEIGHTS[kind] for kind in kinds if kind in WEIGHTS})


def in_company(found: Mapping[Kind, float], weights: Mapping[Kind, float]) -> dict[Kind, float]:
    """What bare numbers and letters may be beside the other columns: an age rather beside a sex, a name or a postal code."""
    raised = dict(found)
    if weights.keys().isdisjoint(_SEXED):
        raised.pop(Kind.SEX, None)
    if Kind.FIRM not in weights:
        raised.pop(Kind.INDUSTRY, None)
    if Kind.AGE in raised and weights.keys() & _TELLING:
        raised[Kind.AGE] = 2 if weights.keys() & {Kind.SEX, Kind.NAME} else 1.5
    if Kind.INCOME in raised and Kind.SEX in weights:
        raised[Kind.INCOME] = 1.5
    return raised


def reconsider(weights: dict[Kind, float]) -> None:
    """What some kinds say beside others.

    A number of people beside their sex is a count of these. Millions beside a number of employees or of animals are sales; times and measures beside troubles, or age and sex, are no
    race. Small cells mean something of small areas alone; with those, counts hardly speak for a published table.
    """
    if Kind.INCOME in weights:
        weights.pop(Kind.MONEY, None)
    if weights.keys() >= {Kind.STAFF, Kind.SEX} and weights.keys().isdisjoint({Kind.FIRM, Kind.REVENUE}):
        del weights[Kind.STAFF]  # so many of this sex
        add_usual(weights, {Kind.COUNT})
    if Kind.MILLIONS in weights and weights.keys() & {Kind.STAFF, Kind.HERD}:
        weights[Kind.REVENUE] = WEIGHTS[Kind.REVENUE]
        del weights[Kind.MILLIONS]
    if weights.keys().isdisjoint(_SMALL_AREAS):
        weights.pop(Kind.SMALL_CELLS, None)
    elif Kind.SMALL_CELLS in weights and Kind.COUNT in weights:
        weights[Kind.COUNT] = _FORGIVEN
    if Kind.TIME in weights and weights.keys() & {Kind.HEALTH, Kind.LIFE}:
        weights[Kind.TIME] = _FORGIVEN
    if Kind.MEASURE in weights and weights.keys() >= {Kind.AGE, Kind.SEX}:
        weights[Kind.MEASURE] = _FORGIVEN
