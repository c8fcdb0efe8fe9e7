"""Archives, written by the standard library, zstandard and py7zr, with words in one of their files or in its name."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import py7zr
import zstandard

from tests.corpora.files import opendocument, portable, word
from tests.corpora.files.place import Holds, Place

type Files = dict[str, bytes]


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Files, form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def seven(files: Files, password: str | None = None, *, quick: bool = False) -> bytes:
    out = io.BytesIO()
    filters = [{"id": py7zr.FILTER_ZSTD, "level": 1}] if quick else None
    with py7zr.SevenZipFile(out, "w", password=password, filters=filters) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return out.getvalue()


def _files(words: str) -> Files:
    return {"readme.txt": b"Nothing of note.", "b/notes.txt": words.encode()}


def _named(words: str) -> Files:
    return {f"{words}.txt": b"Nothing of note."}


def _inside(kind: tuple[Place, ...], name: str) -> Callable[[str], bytes]:
    return next(place.make for place in kind if place.name == name)


_MAKE: dict[tuple[str, str], Callable[[str], bytes]] = {
    ("zip", "file"): lambda words: zipped(_files(words)),
    ("zip", "stored"): lambda words: zipped(_files(words), zipfile.ZIP_STORED),
    ("zip", "bzip2"): lambda words: zipped(_files(words), zipfile.ZIP_BZIP2),
    ("zip", "lzma"): lambda words: zipped(_files(words), zipfile.ZIP_LZMA),
    ("zip", "name"): lambda words: zipped(_named(words)),
    ("zip", "document"): lambda words: zipped({"a.docx": _inside(word.PLACES, "header")(words)}),
    ("zip", "pdf"): lambda words: zipped({"a": _inside(portable.PLACES, "annotation")(words)}),
    ("zip", "nested"): lambda words: zipped({"a.zip": zipped({"b.tar": tarred(_files(words))})}),
    ("tar", "file"): lambda words: tarred(_files(words)),
    ("tar", "gnu"): lambda words: tarred({"d" * 180 + "/n.txt": words.encode()}, tarfile.GNU_FORMAT),
    ("tar", "ustar"): lambda words: tarred(_files(words), tarfile.USTAR_FORMAT),
    ("tar", "gz"): lambda words: gzip.compress(tarred(_files(words))),
    ("tar", "bz2"): lambda words: bz2.compress(tarred(_files(words))),
    ("tar", "xz"): lambda words: lzma.compress(tarred(_files(words))),
    ("tar", "zst"): lambda words: zstandard.compress(tarred(_files(words))),
    ("gz", "text"): lambda words: gzip.compress(words.encode()),
    ("gz", "document"): lambda words: gzip.compress(_inside(opendocument.PLACES, "footer")(words)),
    ("bz2", "text"): lambda words: bz2.compress(words.encode()),
    ("xz", "text"): lambda words: lzma.compress(words.encode()),
    ("7z", "file"): lambda words: seven(_files(words)),
    ("7z", "name"): lambda words: seven(_named(words)),
}

PLACES = (
    *(Place(format=form, name=name, make=make) for (form, name), make in _MAKE.items()),
    Place(format="zip", name="rows", make=lambda rows: zipped({"a.tsv": rows.encode()}), holds=Holds.ROWS),
)
