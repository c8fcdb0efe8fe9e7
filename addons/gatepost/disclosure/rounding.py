"""A sum, and the keys of the posts in it -> a multiple of five.

Random rounding, as censuses do it: 12 becomes 10 in three cases of five and 15 in two, so that sums of many figures
are right on average. What "random" means here is the cell key method: every post has a secret key of its own, the key
of a cell is the sum of those, and decides. So the same posts are rounded alike whatever page, table or division they
show up in, asking again gives the same, and nobody without the secret can tell which way a figure went.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

BASE = 5
LEAST_SECRET = 16

type Keys = NDArray[np.uint64]


def post_key(secret: bytes, *what: str) -> int:
    """64 bits that only the holder of the secret can tell. `what` names the posts: week, person, division, categories."""
    if len(secret) < LEAST_SECRET:
        raise ValueError(f"a secret for rounding has at least {LEAST_SECRET} bytes")
    message = b"".join(
        len(part).to_bytes(4) + part for part in (text.encode("utf-8", "surrogatepass") for text in what)
    )
    digest = hashlib.blake2b(message, digest_size=8, key=hashlib.sha256(secret).digest())
    return int.from_bytes(digest.digest())


def cell_key(keys: Keys) -> int:
    return int(keys.sum(dtype=np.uint64))  # the sum wraps around, and stays uniform


def rounded(value: int, key: int) -> int:
    """`value` to the multiple of five below or above it, the nearer the likelier; a multiple of five stays."""
    below, over = value - value % BASE, value % BASE
    return below + BASE if key % BASE < over else below
