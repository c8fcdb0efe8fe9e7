"""What stands in a cell or a column: the words in which the rest of this package speaks of it.

The rule to keep: the order is that in which reviewers read the kinds of a finding, what points at somebody first.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What stands in a column: what a heading may name, what only cells show, and what speaks against records or for nothing."""

    NAME = "name"
    RECORD = "record"
    AGE = "age"
    SEX = "sex"
    BIRTH = "birth"
    POSTAL = "postal-code"
    ADDRESS = "address"
    CONTACT = "contact"
    NUMBER = "number"
    INCOME = "income"
    STATUS = "status"
    WORK = "work"
    HEALTH = "health"
    HOME = "home"
    ORIGIN = "origin"
    PLACE = "place"
    ANSWER = "answer"
    FIRM = "firm"
    INDUSTRY = "industry"
    STAFF = "staff"
    REVENUE = "revenue"
    COUNT = "count"  # a figure about many

    HERD = "herd"  # what a farm keeps
    DETAIL = "detail"  # more words than a name
    LIFE = "circumstances"  # something or other of status, work, health, home and origin
    SMALL_CELLS = "small-cells"  # counts of so few that they were not made fit to be published
    SEX_LETTER = "sex-letter"
    POSTAL_AREA = "postal-area"
    MONEY = "money"
    SMALL = "small"  # a whole number up to the oldest age
    LARGE = "large"
    YEAR = "year"
    DATE = "date"

    TIME = "time"
    PERCENT = "percent"
    RANGE = "range"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    MEASURE = "measure"
    CODE = "code"
    LINK = "link"
    MILLIONS = "millions"  # of what is not said

    __hash__ = str.__hash__  # an enum's own is several times as slow, and kinds are counted at every cell


type Token = tuple[Kind, int]  # what a piece of a cell is and, for numbers, their value
type Line = tuple[int, int, str]  # start and end in the text, and what stands there, without its decoration
type Span = tuple[int, int]

CIRCUMSTANCES = frozenset({Kind.STATUS, Kind.WORK, Kind.HEALTH, Kind.HOME, Kind.ORIGIN})
