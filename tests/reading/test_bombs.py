"""Whatever a small file asks for, it gets an answer in time and in little memory, and no bomb is taken for harmless."""

import pytest

from gatepost.readers.confinement import MEMORY_BYTES
from tests.corpora.files.bombs import BOMBS, Bomb
from tests.reading.children import Child

SECONDS = 8.0  # less than half of what the shipped policy allows one file
MEGABYTES = MEMORY_BYTES / 2**20  # beyond it, the kernel gives a reader none


@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_a_bomb_is_answered_within_its_allowances(bomb: Bomb, child: Child) -> None:
    answer = child.ask(bomb.make(), SECONDS)
    assert not answer.raised
    assert bomb.lethal or not answer.died
    assert answer.megabytes < MEGABYTES
    assert bomb.whole or not answer.clean
    assert answer.marked or not bomb.marked
