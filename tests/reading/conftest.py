"""The child that hostile files are given to."""

from collections.abc import Iterator

import pytest

from tests.reading.children import Child


@pytest.fixture(scope="session")
def child() -> Iterator[Child]:
    one = Child()
    yield one
    one.close()
