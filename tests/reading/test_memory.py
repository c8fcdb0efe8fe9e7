"""A large picture is read in the memory of one copy of its pixels, and some of what is looked at."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.reading.children import Child

_WIDE, _HIGH = 6000, 4000
_DECODED = _WIDE * _HIGH * 4 / 2**20  # megabytes: Pillow keeps four bytes a pixel


@pytest.mark.parametrize("channels", [3, 4])
def test_a_picture_of_24_megapixels_takes_little_more_than_its_pixels(channels: int, child: Child) -> None:
    cells = np.random.default_rng(1).integers(0, 256, (_HIGH // 40, _WIDE // 40, channels), np.uint8)
    kept = io.BytesIO()
    Image.fromarray(cells).resize((_WIDE, _HIGH), Image.Resampling.NEAREST).save(kept, "PNG", compress_level=1)
    answer = child.ask(kept.getvalue(), 20)
    assert answer.clean
    assert answer.megabytes < 2 * _DECODED + 40  # 246 before large pixels were let go early, 145 since
