from datetime import timedelta

import pytest

from gatepost.policy.units import parse_duration, parse_size


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        ("2h", timedelta(hours=2)),
        ("30d", timedelta(days=30)),
    ],
)
def test_a_duration_is_a_number_and_a_unit(written: str, duration: timedelta) -> None:
    assert parse_duration(written) == duration


@pytest.mark.parametrize("written", ["10", 10, "0m", "-1h", "1.5h", "10 m", "10min", "999999d", "", None, "١m"])
def test_anything_else_is_no_duration(written: object) -> None:
    with pytest.raises(ValueError, match="write a duration"):
        parse_duration(written)


@pytest.mark.parametrize(("written", "size"), [("512KiB", 524_288), ("4MiB", 4_194_304), ("1GiB", 1_073_741_824)])
def test_a_size_is_a_number_and_a_binary_unit(written: str, size: int) -> None:
    assert parse_size(written) == size


@pytest.mark.parametrize("written", ["4MB", "4", 4, "0MiB", "4mib", "", None, "1.5MiB"])
def test_anything_else_is_no_size(written: object) -> None:
    with pytest.raises(ValueError, match="write a size"):
        parse_size(written)
