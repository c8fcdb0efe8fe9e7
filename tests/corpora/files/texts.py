"""Text files in the charsets and forms of the field, written by the standard library, with words in one place each."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import escape

from tests.corpora.files.place import Holds, Place

_BEFORE = "Minutes of the meeting\nWe talked about the weather, déjà vu, and went home early.\n"
_AFTER = "\nNext meeting on Thursday.\n"


def _encoded(charset: str) -> Callable[[str], bytes]:
    return lambda words: f"{_BEFORE}{words}{_AFTER}".encode(charset)


def _separated(delimiter: str) -> Callable[[str], bytes]:
    def make(rows: str) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(row.split("\t") for row in rows.split("\n"))
        return out.getvalue().encode("utf-8-sig")

    return make


def _records(rows: str) -> list[dict[str, str]]:
    head, *rest = (row.split("\t") for row in rows.split("\n"))
    return [dict(zip(head, row, strict=True)) for row in rest]


def _xml(put: Callable[[ET.Element, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        root = ET.Element("minutes")
        ET.SubElement(root, "weather").text = "fine"
        put(root, words)
        return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))

    return make


def _html(template: str) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        place = template.format(escape(words))
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>Weather</p>{place}</body></html>'.encode()

    return make


def _rich(template: str) -> Callable[[str], bytes]:
    """Rich text as Word writes it: letters beyond ASCII as bytes of its code page, or as Unicode with a substitute."""

    def make(words: str) -> bytes:
        coded = "".join(letter if letter.isascii() else f"\\'{letter.encode('cp1252')[0]:02x}" for letter in words)
        body = template.replace("@", coded)
        return (
            r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Calibri;}}{\info{\title Minutes}}"
            rf"\pard Minutes of the meeting\par {body}\par Next meeting on Thursday.\par }}"
        ).encode("ascii")

    return make


def _calendar(words: str) -> bytes:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"SUMMARY:{words}", "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join(lines).encode()


_WORDS: dict[tuple[str, str], Callable[[str], bytes]] = {
    **{
        ("txt", charset): _encoded(charset)
        for charset in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman")
    },
    ("json", "value"): lambda words: json.dumps({"minutes": ["weather", {"remark": words}]}).encode(),
    ("json", "key"): lambda words: json.dumps({"minutes": {words: 1}}).encode("utf-16"),
    ("jsonl", "value"): lambda words: b"\n".join(json.dumps({"n": n, "remark": words}).encode() for n in range(3)),
    ("xml", "text"): _xml(lambda root, words: setattr(ET.SubElement(root, "remark"), "text", words)),
    ("xml", "attribute"): _xml(lambda root, words: root.set("remark", words)),
    ("xml", "comment"): _xml(lambda root, words: root.append(ET.Comment(words))),
    ("html", "body"): _html("<p>{}</p>"),
    ("html", "hidden"): _html('<p style="display:none">{}</p>'),
    ("html", "comment"): _html("<!-- {} -->"),
    ("html", "alt"): _html('<img src="a.png" alt="{}">'),
    ("html", "title"): _html("<svg><title>{}</title></svg>"),
    ("html", "input"): _html('<form><input name="a" value="{}"></form>'),
    ("html", "split"): _html("<p><b>{}</b></p>"),
    ("md", "body"): lambda words: f"# Minutes\n\n- weather\n- {words}\n".encode(),
    ("rtf", "body"): _rich("@"),
    ("rtf", "bold"): _rich(r"{\b\fs28 @}"),
    ("rtf", "header"): _rich(r"{\header\pard @\par}"),
    ("rtf", "footnote"): _rich(r"text{\footnote\pard @\par}"),
    ("rtf", "annotation"): _rich(r"text{\*\annotation\pard @\par}"),
    ("rtf", "hidden"): _rich(r"{\v @}"),
    ("ics", "summary"): _calendar,
}

PLACES = (
    *(Place(format=form, name=name, make=make) for (form, name), make in _WORDS.items()),
    Place(format="csv", name="comma", make=_separated(","), holds=Holds.ROWS),
    Place(format="csv", name="semicolon", make=_separated(";"), holds=Holds.ROWS),
    Place(format="tsv", name="tab", make=lambda rows: rows.encode("utf-16"), holds=Holds.ROWS),
    Place(
        format="json", name="rows", make=lambda rows: json.dumps(_records(rows), indent=1).encode(), holds=Holds.ROWS
    ),
    Place(
        format="jsonl",
        name="rows",
        make=lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in _records(rows)).encode(),
        holds=Holds.ROWS,
    ),
    Place(
        format="html",
        name="table",
        make=lambda rows: (
            "<html><table>"
            + "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.split('\t'))}</tr>"
                for row in rows.split("\n")
            )
            + "</table></html>"
        ).encode(),
        holds=Holds.ROWS,
    ),
)
