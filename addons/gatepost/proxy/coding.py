"""Content coding undone with a bound: a few kilobytes of gzip, Brotli or Zstandard can hold gigabytes.

What goes on to the platform is always the client's own bytes; this is only for looking at them. So bytes that stand
beside the coded ones are refused as corrupt: a server that does not undo codings would read those instead.
Codings as in RFC 9110 section 8.4.1, with Zstandard from RFC 8878.
"""

import zlib
from collections.abc import Callable

import brotli
import zstandard

from gatepost.errors import Undecodable

# Nothing honest codes a body more than twice; every layer costs a pass over the body.
MAX_CODINGS = 3
# A Zstandard frame may ask its reader for a window of gigabytes; browsers refuse more than 8 MiB (RFC 8878 section 3.1.1.1.2).
MAX_WINDOW = 8 * 1024 * 1024
# Clients write one member or frame. A body of nothing but empty ones would keep us busy for long with little.
MAX_MEMBERS = 16
# A Zstandard block of four bytes stands for up to 128 KiB: so much of a body is at most 8 MiB more than was asked for.
STEP = 256
ZSTANDARD_FRAME = b"\x28\xb5\x2f\xfd"


def decode(body: bytes, content_encoding: str, limit: int) -> tuple[bytes, bool]:
    """The body without its codings, and whether it was cut at `limit` bytes.

    Raises Undecodable: `corrupt` for bytes that are not what the header says, `unknown-format` for an unknown coding,
    `too-large` where an inner coding ends because an outer one was cut.
    """
    names = [name.strip().lower() for name in content_encoding.split(",") if name.strip()]
    codings = [name for name in names if name != "identity"]
    if len(codings) > MAX_CODINGS:
        raise Undecodable(f"{len(codings)} content codings on one body", "unknown-format")
    cut = False
    for coding in reversed(codings) if body else ():
        if coding not in _DECODERS:
            raise Undecodable("unknown content coding", "unknown-format")
        try:
            body = _DECODERS[coding](body, limit + 1)
        except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
            raise Undecodable(f"not {coding}", "too-large" if cut else "corrupt") from error
        cut = cut or len(body) > limit
        body = body[:limit]
    return body, cut


def _gunzip(body: bytes, limit: int) -> bytes:
    """All members of a gzip file (RFC 1952 section 2.2)."""
    plain = bytearray()
    for _ in range(MAX_MEMBERS):
        member, body = _inflate(body, limit - len(plain), wbits=31)
        plain += member
        if not body or len(plain) >= limit:
            return bytes(plain)
    raise EOFError


def _deflate(body: bytes, limit: int) -> bytes:
    """Deflate as the standard has it, in a zlib wrapper, or bare as some clients send it."""
    try:
        inflated, rest = _inflate(body, limit, wbits=15)
    except zlib.error:
        inflated, rest = _inflate(body, limit, wbits=-15)
    if rest:
        raise EOFError
    return inflated


def _inflate(body: bytes, limit: int, *, wbits: int) -> tuple[bytes, bytes]:
    inflater = zlib.decompressobj(wbits=wbits)
    inflated = inflater.decompress(body, limit)
    if not inflater.eof and len(inflated) < limit:
        raise EOFError
    return inflated, inflater.unused_data


def _brotli(body: bytes, limit: int) -> bytes:
    decompressor = brotli.Decompressor()
    plain = bytearray(decompressor.process(body, output_buffer_limit=limit))
    while len(plain) < limit and not decompressor.is_finished():
        more = decompressor.process(b"", output_buffer_limit=limit - len(plain))
        if not more:
            raise EOFError
        plain += more
    return bytes(plain)


def _zstandard(body: bytes, limit: int) -> bytes:
    """All frames; one that is to be skipped (RFC 8878 section 3.1.2) holds bytes that are not looked at: refused."""
    plain = bytearray()
    for _ in range(MAX_MEMBERS):
        if not body.startswith(ZSTANDARD_FRAME):
            break
        frame = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).decompressobj()
        for start in range(0, len(body), STEP):
            plain += frame.decompress(body[start : start + STEP])
            if frame.eof or len(plain) >= limit:
                break
        if len(plain) >= limit:
            return bytes(plain[:limit])
        if not frame.eof:
            break
        body = frame.unused_data + body[start + STEP :]
        if not body:
            return bytes(plain)
    raise EOFError


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
