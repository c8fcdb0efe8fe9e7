"""Content codings undone: every one that clients use, within bounds of time and memory, and nothing beside them."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from gatepost.errors import Undecodable
from gatepost.proxy.coding import MAX_CODINGS, MAX_MEMBERS, decode

PLAIN = b'{"text": "Lovely fog over the canal"}'
LIMIT = 1 << 20
MIB = 1 << 20

CODE: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
CODINGS = pytest.mark.parametrize("coding", CODE)


def reason(body: bytes, coding: str, limit: int = LIMIT) -> str:
    with pytest.raises(Undecodable) as raised:
        decode(body, coding, limit)
    return raised.value.reason


@CODINGS
def test_each_coding_is_undone(coding: str):
    assert decode(CODE[coding](PLAIN), coding, LIMIT) == (PLAIN, False)


@pytest.mark.parametrize("name", ["GZIP", " gzip ", "x-gzip", "identity, gzip", "gzip,,"])
def test_a_coding_is_known_by_all_its_names(name: str):
    assert decode(gzip.compress(PLAIN), name, LIMIT) == (PLAIN, False)


def test_bare_deflate_is_read_as_some_clients_send_it():
    assert decode(zlib.compress(PLAIN)[2:-4], "deflate", LIMIT) == (PLAIN, False)


def test_codings_are_undone_in_the_order_opposite_to_the_header():
    assert decode(gzip.compress(brotli.compress(PLAIN)), "br, gzip", LIMIT) == (PLAIN, False)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_several_members_is_read_to_its_end(coding: str):
    assert decode(CODE[coding](PLAIN) + CODE[coding](PLAIN), coding, LIMIT) == (PLAIN * 2, False)


@CODINGS
def test_an_empty_body_is_empty_in_every_coding(coding: str):
    assert decode(b"", coding, LIMIT) == (b"", False)


@CODINGS
def test_exactly_the_limit_is_whole_and_one_more_byte_is_not(coding: str):
    coded = CODE[coding](PLAIN)
    assert decode(coded, coding, len(PLAIN)) == (PLAIN, False)
    assert decode(coded, coding, len(PLAIN) - 1) == (PLAIN[:-1], True)


@CODINGS
def test_a_bomb_costs_no_more_than_its_limit(coding: str):
    bomb = CODE[coding](bytes(256 * MIB)) if coding != "br" else brotli.compress(bytes(256 * MIB), quality=5)
    tracemalloc.start()
    started = time.perf_counter()
    body, cut = decode(bomb, coding, 4 * MIB)
    assert time.perf_counter() - started < 1
    assert tracemalloc.get_traced_memory()[1] < 32 * MIB
    tracemalloc.stop()
    assert (len(body), cut) == (4 * MIB, True)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_empty_members_ends_soon(coding: str):
    started = time.perf_counter()
    assert reason(CODE[coding](b"") * 100_000, coding) == "corrupt"
    assert time.perf_counter() - started < 1
    assert decode(CODE[coding](b"a") * MAX_MEMBERS, coding, LIMIT)[0] == b"a" * MAX_MEMBERS


@CODINGS
@pytest.mark.parametrize("body", [b"not coded at all", b"\x00" * 40, b"\xff"])
def test_what_is_not_coded_as_it_says_is_corrupt(coding: str, body: bytes):
    assert reason(body, coding) == "corrupt"


@CODINGS
def test_what_breaks_off_is_corrupt_and_never_clean(coding: str):
    coded = CODE[coding](PLAIN)
    for length in range(1, len(coded)):
        assert reason(coded[:length], coding) == "corrupt", length


@CODINGS
def test_text_after_the_coded_bytes_is_not_hidden_by_them(coding: str):
    """A server that does not undo codings reads a form out of it."""
    assert reason(CODE[coding](PLAIN) + b"&status=hello", coding) == "corrupt"


def test_text_in_a_frame_that_readers_skip_is_not_hidden_by_it():
    skipped = b"\x50\x2a\x4d\x18" + (13).to_bytes(4, "little") + b"&status=hello"
    for body in (skipped + CODE["zstd"](PLAIN), CODE["zstd"](PLAIN) + skipped):
        assert reason(body, "zstd") == "corrupt"


def test_a_window_larger_than_browsers_take_is_refused():
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    writer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    coded = writer.compress(bytes(MIB)) + writer.flush()
    assert reason(coded, "zstd") == "corrupt"


@pytest.mark.parametrize("coding", ["compress", "aes128gcm", "klingon", ", ".join(["gzip"] * (MAX_CODINGS + 1))])
def test_an_unknown_coding_and_too_many_of_them_are_an_unknown_format(coding: str):
    assert reason(gzip.compress(PLAIN), coding) == "unknown-format"


def test_what_is_cut_between_two_codings_is_too_large():
    inner = brotli.compress(bytes(range(256)) * 40)
    assert reason(gzip.compress(inner), "br, gzip", limit=20) == "too-large"
