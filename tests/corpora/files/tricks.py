"""Files that are not what they seem: encrypted, two formats at once, with names that lead elsewhere, or hardly files at all."""

import io
import struct
import tarfile
import zlib
from collections.abc import Mapping
from email.message import EmailMessage
from random import Random

import pikepdf
from PIL import Image

from tests.corpora.files import opendocument, portable, word
from tests.corpora.files.archives import seven, tarred, zipped
from tests.corpora.files.packages import members, packed
from tests.corpora.files.pixels import saved
from tests.corpora.files.place import Place

MARK = "PROTECTED B"


def _of(places: tuple[Place, ...], name: str) -> bytes:
    return next(place.make(MARK) for place in places if place.name == name)


def _locked_pdf(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_of(portable.PLACES, "body"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))
    return out.getvalue()


def _locked_zip() -> bytes:
    """The flag that says so, set in both of its places: what is behind it is no matter."""
    data = bytearray(zipped({"a.txt": MARK.encode()}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def _locked_odt() -> bytes:
    contents = members(_of(opendocument.PLACES, "body"))
    entry = b'full-path="content.xml"'
    place = contents["META-INF/manifest.xml"].index(entry)
    end = contents["META-INF/manifest.xml"].index(b">", place)
    closed = contents["META-INF/manifest.xml"][:end].rstrip(b"/")
    lock = b'><manifest:encryption-data manifest:checksum-type="SHA1/1K"/></manifest:file-entry>'
    rest = contents["META-INF/manifest.xml"][end + 1 :].removeprefix(b"</manifest:file-entry>")
    noise = Random(1).randbytes(4000)  # noqa: S311 - the same every time
    return packed(contents | {"META-INF/manifest.xml": closed + lock + rest, "content.xml": noise})


def _sealed_mail(kind: str, parameter: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Weather"
    mail["From"] = "writer@example.org"
    mail.set_content("Version: 1\n", subtype="plain")
    mail.replace_header("Content-Type", f"{kind}; {parameter}")
    return mail.as_bytes()


ENCRYPTED: Mapping[str, bytes] = {
    "pdf": _locked_pdf("user"),
    "zip": _locked_zip(),
    "7z": seven({"a.txt": MARK.encode()}, password="open sesame"),
    "odt": _locked_odt(),
    "s-mime": _sealed_mail("application/pkcs7-mime", 'smime-type="enveloped-data"'),
    "pgp": b"-----BEGIN PGP MESSAGE-----\n\nhQEMA0Z\n=aaaa\n-----END PGP MESSAGE-----\n",
}
READABLE_WITHOUT_PASSWORD: Mapping[str, bytes] = {"pdf": _locked_pdf("")}


def _picture(form: str) -> bytes:
    return saved(Image.new("RGB", (40, 30), "steelblue"), form)


_PDF, _ZIP = _of(portable.PLACES, "body"), zipped({"a.txt": MARK.encode()})
_NOTE = f"\n{MARK}\n".encode()

# The mark is in the second file; who reads these as the first alone sees nothing.
TWO_AT_ONCE: Mapping[str, bytes] = {
    "pdf-zip": _of(portable.PLACES, "label") + _ZIP,
    "jpeg-zip": _picture("JPEG") + _ZIP,
    "png-zip": _picture("PNG") + _ZIP,
    "gif-zip": _picture("GIF") + _ZIP,
    "png-pdf": _picture("PNG")[:8] + struct.pack(">I", len(_PDF)) + b"pdFx" + _PDF + bytes(4) + _picture("PNG")[8:],
    "jpeg-docx": _picture("JPEG") + _of(word.PLACES, "body"),
    "gif-script": b"GIF89a=1;/*" + b"a" * 20 + b"*/alert('" + _NOTE + b"')",
    "html-pdf": b"<!DOCTYPE html><html><p>Weather</p>\n" + _PDF,
    "text-zip": b"We talked about the weather.\n" * 20 + _ZIP,
    "png-text": _picture("PNG") + _NOTE,
    "jpeg-text": _picture("JPEG") + _NOTE,
    "zip-text": _ZIP[:0] + zipped({"a.txt": b"weather"}) + _NOTE,
    "docx-zip": _of(word.PLACES, "label") + _ZIP,
    "tar-zip": tarred({"a.txt": b"weather"}) + _ZIP,
}


def _links() -> bytes:
    """A symbolic link, a hard link, a device and a pipe, and a file behind them."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo(f"link{kind.decode()}")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        note = tarfile.TarInfo("link2/notes.txt")
        note.size = len(MARK)
        archive.addfile(note, io.BytesIO(MARK.encode()))
    return out.getvalue()


def leading_elsewhere(place: str) -> Mapping[str, bytes]:
    """Archives with files that are named as if they were to be written there."""
    files = {
        f"../../../../../../../..{place}": MARK.encode(),
        place: MARK.encode(),
        "a\\..\\..\\b": b"",
        "C:\\a": b"",
        ".": b"a",
    }
    return {
        "zip": zipped(files),
        "tar": tarred(files),
        "tar-links": _links(),
        "7z": seven({place.lstrip("/"): MARK.encode()}),
    }


_NOISE = Random(7)  # noqa: S311 - the same every time

# What is hardly a file: whatever is made of it, nobody may be told that it was seen and held nothing.
HARDLY: Mapping[str, bytes] = {
    "noise": _NOISE.randbytes(5000),
    "zeroes": bytes(5000),
    "nearly-text": b"weather \x81\x8d\x8f\x90" + _NOISE.randbytes(500),
    **{f"only-{name}": magic for name, magic in {
        "zip": b"PK\3\4", "end-of-zip": b"PK\5\6" + bytes(17), "pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff",
        "gif": b"GIF89a", "tiff": b"II*\0", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gz": b"\x1f\x8b\x08", "bz2": b"BZh9",
        "xz": b"\xfd7zXZ\0", "7z": b"7z\xbc\xaf\x27\x1c", "mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", "mkv": b"\x1a\x45\xdf\xa3",
        "webp": b"RIFF\0\0\0\0WEBPVP8 ", "zlib": zlib.compress(b"weather"), "rar": b"Rar!\x1a\x07\x01\0" + bytes(40), "elf": b"\x7fELF" + bytes(60),
    }.items()},
}  # fmt: skip
