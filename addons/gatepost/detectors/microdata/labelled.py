"""Fields with labels (`age: 34`, JSON, XML, `age=34`): a record ends where one of its labels comes again."""

import re
from collections.abc import Callable, Iterator, Sequence

from gatepost.detectors.microdata.table import FEWEST_ROWS, MOST_ROWS, Table

type _Field = tuple[int, int, str]  # start and end in the text, and the value
type _Record = dict[str, _Field]

_APART = 600  # characters between two fields of one record
_LABEL_REACH = 34  # characters in which a label stands before its sign
_SIGN = re.compile(r"[:=>]")
_LABEL = re.compile(r"([a-z][\w .'/$()-]{0,30}?)[\"' ]{0,3}$")
_VALUE = re.compile(r"[>\s]{0,3}[\"']?([^\"'\n\r,;|<>{}\[\]=]{1,80})")


def labelled(folded: str, is_label: Callable[[str], bool]) -> Iterator[Table]:
    """Records of fields with labels that are headings, whatever else is labelled."""
    if sum(map(folded.count, ":=>")) < 2 * FEWEST_ROWS:
        return
    record: _Record = {}
    records: list[_Record] = []
    ended = 0
    for sign in _SIGN.finditer(folded):
        label = _LABEL.search(folded[max(0, sign.start() - _LABEL_REACH) : sign.start()])
        value = _VALUE.match(folded, sign.end()) if label and is_label(label.group(1)) else None
        if label is None or value is None:
            continue
        name = label.group(1).strip()
        begins = sign.start() - len(label.group())
        if name in record or (record and begins - ended > _APART):
            records.append(record)
            record = {}
        record[name] = begins, value.end(), value.group(1).strip()
        ended = value.end()
    yield from _tables([*records, record])


def _tables(records: Sequence[_Record]) -> Iterator[Table]:
    for first in range(0, len(records), MOST_ROWS):
        kept = [record for record in records[first : first + MOST_ROWS] if len(record) >= 2]
        if len(kept) >= FEWEST_ROWS:
            yield _table(kept, heading=max((tuple(record) for record in kept), key=len))


def _table(records: Sequence[_Record], heading: tuple[str, ...]) -> Table:
    return Table(
        places=[
            (min(start for start, _, _ in record.values()), max(end for _, end, _ in record.values()))
            for record in records
        ],
        cells=lambda at: [records[at][name][2] if name in records[at] else "" for name in heading],
        heading=heading,
    )
