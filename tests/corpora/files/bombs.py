"""Small files that ask for far more than they are: memory, time, files or pages without end. Each is made in a moment.

Where a file can hold something before it goes off, it holds `MARK` there: what was seen before must not be lost.
"""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, reduce

import zstandard

from tests.corpora.files import excel, word
from tests.corpora.files.archives import seven, tarred, zipped
from tests.corpora.files.packages import members, packed, with_part
from tests.corpora.files.pdf_source import pdf
from tests.corpora.files.place import Place

MARK = "PROTECTED B"
_MARKED = {"first.txt": MARK.encode()}
_BIG = 300 * 2**20  # more than may come out of one file
_PIECE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bomb:
    """`whole`: it can be read to its end within the allowances, and it is no matter if it is; `marked`: it holds MARK;
    `lethal`: a library loses itself in it, and the end of the reader is the answer.
    """

    name: str
    make: Callable[[], bytes]
    whole: bool = False
    marked: bool = False
    lethal: bool = False

    def __str__(self) -> str:
        return self.name


@cache
def _deflated(size: int) -> bytes:
    """So many bytes of nothing as a raw deflate stream of 0.1 %: one piece of it, again and again."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = squeezer.compress(bytes(_PIECE)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return piece * (size // _PIECE) + squeezer.flush()


@cache
def _check(size: int, before: bytes = b"") -> int:
    return reduce(lambda check, _: zlib.crc32(bytes(_PIECE), check), range(size // _PIECE), zlib.crc32(before))


def _zlib(size: int, before: bytes = b"") -> bytes:
    """The same with the head and the checksum of a zlib stream, and some bytes before the nothing."""
    stored = b"\0" + struct.pack("<2H", len(before), len(before) ^ 0xFFFF) + before if before else b""
    pieces = range(size // _PIECE)
    check = reduce(lambda check, _: zlib.adler32(bytes(_PIECE), check), pieces, zlib.adler32(before))
    return b"\x78\xda" + stored + _deflated(size) + struct.pack(">I", check)


def _entry(name: bytes, size: int, place: int) -> tuple[bytes, bytes]:
    """A file of so many bytes of nothing in a ZIP: what stands at its place, and in the directory."""
    fields = (20, 0, 8, 0, 0x21, _check(size), len(_deflated(size)), size, len(name), 0)
    here = struct.pack("<4s5H3I2H", b"PK\3\4", *fields) + name + _deflated(size)
    return here, struct.pack("<4sH5H3I5H2I", b"PK\1\2", 20, *fields, 0, 0, 0, 0, place) + name


def _ended(contents: bytes, directory: bytes, entries: int) -> bytes:
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, entries, entries, len(directory), len(contents), 0)
    return contents + directory + end


def _one_big_file(name: bytes = b"big.txt") -> bytes:
    marked = zipped(_MARKED)
    start = marked.index(b"PK\1\2")
    here, listed = _entry(name, _BIG, start)
    return _ended(marked[:start] + here, marked[start : marked.index(b"PK\5\6")] + listed, 2)


def _overlapping(entries: int = 20_000) -> bytes:
    """Every entry of the directory is one and the same file of 16 MB."""
    here, listed = _entry(b"a", 16 * 2**20, 0)
    return _ended(here, listed * entries, entries)


def _nested(levels: int, of: int) -> bytes:
    data = zipped({"big.txt": bytes(16 * 2**20)})
    for _ in range(levels):
        data = zipped({f"{number}.zip": data for number in range(of)})
    return zipped({**_MARKED, "inner.zip": data})


def _many_files(count: int = 60_000) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("first.txt", MARK)
        for number in range(count):
            archive.writestr(str(number), b"a")
    return out.getvalue()


def _place(places: tuple[Place, ...], name: str) -> bytes:
    return next(place.make(MARK) for place in places if place.name == name)


def _document(content: bytes) -> bytes:
    """A Word document with a marked header, and this in place of its text."""
    return packed(members(_place(word.PLACES, "header")) | {"word/document.xml": content})


_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _laughs(root: str = "lolz") -> bytes:
    entities = "".join(f'<!ENTITY lol{level} "{f"&lol{level - 1};" * 10}">' for level in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY lol0 "lol">{entities}]><{root}>&lol11;</{root}>'.encode()


def _quadratic() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "' + b"x" * 50_000 + b'">]><a>' + b"&x;" * 50_000 + b"</a>"


def _outside() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def _deep_document(levels: int = 200_000) -> bytes:
    nest = b"<w:tbl><w:tr><w:tc>" * levels + b"</w:tc></w:tr></w:tbl>" * levels
    return _document(b"<w:document " + _W + b"><w:body>" + nest + b"</w:body></w:document>")


def _long_document() -> bytes:
    start, end = b"<w:document " + _W + b"><w:body>", b"</w:body></w:document>"
    return _document(start + b"<w:p><w:r><w:t>aaaaaaaaaa bbbbbbbbbb</w:t></w:r></w:p>" * 2_000_000 + end)


def _tall_sheet(rows: int = 2**20) -> bytes:
    """A million rows that all show the same string of 1,000 characters."""
    parts = members(_place(excel.PLACES, "second-sheet"))
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = b"<sst " + space + b"><si><t>" + b"x" * 1000 + b"</t></si></sst>"
    row = b'<row><c t="s"><v>0</v></c></row>'
    parts["xl/worksheets/sheet1.xml"] = (
        b"<worksheet " + space + b"><sheetData>" + row * rows + b"</sheetData></worksheet>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    return with_part(packed(parts), "xl/moreStrings.xml", strings, kind, kind="sharedStrings", of="xl/workbook.xml")


def _repeated_cell() -> bytes:
    """One cell that says it stands 16,384 times in each of a million rows."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated="1048576">'
        f'<table:table-cell table:number-columns-repeated="16384"><text:p>{MARK}</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {"mimetype": kind.encode(), "META-INF/manifest.xml": b"<a/>", "content.xml": content.encode()},
        zipfile.ZIP_STORED,
    )


def _gzipped() -> bytes:
    return b"\x1f\x8b\x08" + bytes(7) + _deflated(_BIG) + struct.pack("<2I", _check(_BIG), _BIG)


def _in_a_row(squeeze: Callable[[bytes], bytes]) -> bytes:
    """Streams one behind the other, which all these formats allow."""
    unit = 16 * _PIECE
    return squeeze(bytes(unit)) * (_BIG // unit + 1)


def _again(data: bytes, times: int = 12) -> bytes:
    for _ in range(times):
        data = gzip.compress(data)
    return data


def _endless_tar() -> bytes:
    """A file that says it is eight exabytes long, behind one that is marked."""
    head = bytearray(tarred({"big.bin": b""})[:512])
    head[124:136] = b"\x80\0\0\0" + (2**63 - 1).to_bytes(8, "big")
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return tarred(_MARKED)[:1024] + bytes(head) + bytes(512)


def _stream_of_nothing() -> bytes:
    content = _zlib(_BIG, f"BT /F1 12 Tf 72 700 Td ({MARK}) Tj ET\n".encode())
    return pdf(
        page="/Contents 5 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
        streams={5: (content, "/Filter /FlateDecode")},
    )


def _many_pages() -> bytes:
    return pdf(kids="3 0 R " * 100_000, count=100_000)


def _pages_in_a_ring() -> bytes:
    return pdf(kids="2 0 R 3 0 R", count=1000)


def _form_in_itself() -> bytes:
    resources = "/Resources << /XObject << /A 6 0 R >> >>"
    draws = b"/A Do " * 40
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}"
    return pdf(page=f"/Contents 5 0 R {resources}", streams={5: (draws, ""), 6: (draws, form)})


def _png(width: int, height: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    every = ((b"IHDR", header), *chunks, (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in every
    )


def _huge_png() -> bytes:
    return _png(60_000, 60_000, _zlib(48 * _PIECE))


def _wordy_png() -> bytes:
    words = b"Comment\0\0" + _zlib(_BIG)
    return _png(1, 1, zlib.compress(b"\0\0\0\0"), (b"zTXt", words))


def _gif(size: int, frames: int) -> bytes:
    """Frames of one pixel on a large screen, each in another place."""
    screen = b"GIF89a" + struct.pack("<2H3B", size, size, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return (
        screen
        + b"".join(
            b"\x21\xf9\4\4\1\0\0\0\x2c"
            + struct.pack("<4HB", number % size, number // size % size, 1, 1, 0)
            + b"\2\2\x4c\1\0"
            for number in range(frames)
        )
        + b";"
    )


def _tiff(width: int, height: int, pages: int, *, ring: bool = False) -> bytes:
    tags = (
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, 64),
    )
    size = 2 + 12 * len(tags) + 4
    out = [b"II*\0", struct.pack("<I", 8 + 64), bytes(64)]
    for page in range(pages):
        following = 72 + size * (page + 1) if page + 1 < pages else 72 if ring else 0
        out.append(
            struct.pack("<H", len(tags))
            + b"".join(struct.pack("<2HII", tag, kind, 1, value) for tag, kind, value in tags)
        )
        out.append(struct.pack("<I", following))
    return b"".join(out)


def _bmp() -> bytes:
    return (
        b"BM"
        + struct.pack("<IHHI", 100, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
        + bytes(46)
    )


def _jpeg() -> bytes:
    tables = b"\xff\xdb\0\x43\0" + b"\1" * 64
    frame = b"\xff\xc0\0\x11\x08" + struct.pack(">2H", 65_500, 65_500) + b"\3\1\x22\0\2\x11\0\3\x11\0"
    return b"\xff\xd8" + tables + frame + b"\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0" + bytes(2000) + b"\xff\xd9"


def _svg(content: str, size: str = "100") -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} width="{size}" height="{size}"><text x="5" y="20">{MARK}</text>{content}</svg>'.encode()


def _svg_of_uses() -> bytes:
    """Ten uses of ten uses of ten ...: ten thousand million squares."""
    levels = "".join(f'<g id="g{level}">{f"<use xlink:href='#g{level - 1}'/>" * 10}</g>' for level in range(1, 11))
    return _svg(f'<defs><g id="g0"><rect width="1" height="1"/></g>{levels}</defs><use xlink:href="#g10"/>')


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def _film_of_tables() -> bytes:
    """A track whose tables say that they have four thousand million entries."""
    table = b"".join(
        _box(name, struct.pack(">3I", 0, 2**32 - 1, 2**32 - 1) + bytes(64))
        for name in (b"stsz", b"stts", b"stsc", b"stco")
    )
    track = _box(b"trak", _box(b"mdia", _box(b"minf", _box(b"stbl", table))))
    return _box(b"ftyp", b"isom\0\0\2\0isomiso2") + _box(b"moov", _box(b"mvhd", bytes(100)) + track)


def _film_of_boxes(levels: int = 100_000) -> bytes:
    start = b"".join(struct.pack(">I", 8 * (levels - level)) + b"moov" for level in range(levels))
    return _box(b"ftyp", b"isom\0\0\2\0isomiso2") + start


def _mail_in_mail(levels: int = 2000) -> bytes:
    head = b"Subject: " + MARK.encode() + b"\r\nMIME-Version: 1.0\r\nFrom: a@example.org\r\n"
    return head + b"Content-Type: message/rfc822\r\n\r\n" * levels + b"Hello\r\n"


def _mail_of_parts(parts: int = 100_000) -> bytes:
    head = b"Subject: " + MARK.encode() + b"\r\nFrom: a@example.org\r\nMIME-Version: 1.0\r\n"
    return head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\na\r\n" * parts + b"--b--\r\n"


def _mail_in_parts(levels: int = 3000) -> bytes:
    head = b"Subject: " + MARK.encode() + b"\r\nFrom: a@example.org\r\nMIME-Version: 1.0\r\n"
    return head + b"".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'.encode() for level in range(levels)
    )


def _long_header() -> bytes:
    return (
        b"From: a@example.org\r\nSubject: " + MARK.encode() + b"\r\nX: " + b"a=?b?q?" * 1_500_000 + b"\r\n\r\nHello\r\n"
    )


BOMBS = (
    Bomb(name="zip-300-megabytes", make=_one_big_file, marked=True),
    Bomb(name="zip-nested", make=lambda: _nested(4, 16), marked=True),
    Bomb(name="zip-deep", make=lambda: _nested(40, 1), marked=True),
    Bomb(name="zip-overlapping", make=_overlapping),
    Bomb(name="zip-60000-files", make=_many_files, marked=True),
    Bomb(name="docx-300-megabytes", make=lambda: _one_big_file(b"word/document.xml")),
    Bomb(name="docx-laughs", make=lambda: _document(_laughs("w:document")), marked=True),
    Bomb(name="docx-deep", make=_deep_document, marked=True),
    Bomb(name="docx-long", make=_long_document),
    Bomb(name="xlsx-million-rows", make=_tall_sheet),
    Bomb(name="ods-repeated", make=_repeated_cell, marked=True, whole=True),
    Bomb(name="xml-laughs", make=_laughs),
    Bomb(name="xml-quadratic", make=_quadratic),
    Bomb(name="xml-outside", make=_outside),
    Bomb(name="xml-deep", make=lambda: b"<a>" * 300_000 + b"</a>" * 300_000, whole=True),
    Bomb(name="svg-laughs", make=lambda: _laughs("svg")),
    Bomb(name="svg-uses", make=_svg_of_uses, marked=True, whole=True),
    Bomb(name="svg-huge", make=lambda: _svg("", "1000000000"), marked=True, whole=True),
    Bomb(
        name="html-deep",
        make=lambda: b"<!DOCTYPE html><html><p>" + MARK.encode() + b"<div>" * 500_000,
        marked=True,
        whole=True,
    ),
    Bomb(name="html-attributes", make=lambda: b"<!DOCTYPE html><html><p a" + b"=a a" * 200_000 + b">", whole=True),
    Bomb(name="html-open", make=lambda: b"<!DOCTYPE html><html>" + b"<!--<!" * 40_000, whole=True),
    Bomb(name="json-deep", make=lambda: b"[" * 500_000 + b"]" * 500_000, whole=True),
    Bomb(name="rtf-deep", make=lambda: rb"{\rtf1 " + MARK.encode() + b"{" * 500_000 + b"}" * 500_001, whole=True),
    Bomb(name="rtf-words", make=lambda: rb"{\rtf1 " + MARK.encode() + rb"\b" * 1_000_000 + b"}", whole=True),
    Bomb(name="gz-300-megabytes", make=_gzipped),
    Bomb(name="gz-in-gz", make=lambda: _again(_gzipped())),
    Bomb(name="bz2-300-megabytes", make=lambda: _in_a_row(bz2.compress)),
    Bomb(name="xz-300-megabytes", make=lambda: _in_a_row(lzma.compress)),
    Bomb(name="zst-300-megabytes", make=lambda: _in_a_row(zstandard.compress)),
    Bomb(name="7z-300-megabytes", make=lambda: seven({**_MARKED, "big.txt": bytes(_BIG)}, quick=True)),
    Bomb(name="tar-eight-exabytes", make=_endless_tar, marked=True),
    Bomb(name="pdf-300-megabytes", make=_stream_of_nothing),
    Bomb(name="pdf-100000-pages", make=_many_pages),
    Bomb(name="pdf-ring", make=_pages_in_a_ring, whole=True),
    Bomb(name="pdf-form-in-itself", make=_form_in_itself),
    Bomb(name="png-60000", make=_huge_png),
    Bomb(name="png-words", make=_wordy_png),
    Bomb(name="gif-100000-frames", make=lambda: _gif(400, 100_000)),
    Bomb(name="gif-large", make=lambda: _gif(65_000, 3)),
    Bomb(name="tiff-million-pages", make=lambda: _tiff(8, 8, 100_000)),
    Bomb(name="tiff-ring", make=lambda: _tiff(8, 8, 3, ring=True), whole=True),
    Bomb(name="tiff-60000", make=lambda: _tiff(60_000, 60_000, 1)),
    Bomb(name="bmp-60000", make=_bmp),
    Bomb(name="jpeg-65500", make=_jpeg),
    Bomb(name="mp4-tables", make=_film_of_tables),
    Bomb(name="mp4-boxes", make=_film_of_boxes),
    Bomb(name="eml-in-eml", make=_mail_in_mail, marked=True),
    Bomb(name="eml-100000-parts", make=_mail_of_parts, marked=True, whole=True),
    Bomb(name="eml-deep", make=_mail_in_parts, marked=True),
    Bomb(name="eml-long-header", make=_long_header, whole=True),
    Bomb(name="text-long-line", make=lambda: MARK.encode() + b" a" * 10_000_000, marked=True),
)
