from pathlib import Path

import pytest

from gatepost.events.chain import genesis, unlink
from gatepost.events.files import chains
from gatepost.events.recovery import resume
from tests.unit.events.making import a_journal, an_event, lines


def _journal(folder: Path, events: int) -> Path:
    with a_journal(folder) as journal:
        for number in range(events):
            journal.append(an_event(number))
    return chains(folder)["gateway-1"][-1]


def test_a_chain_without_files_is_at_its_beginning():
    end = resume("gateway-1", ())
    assert (end.prev, end.count, end.since_head, end.torn) == (genesis("gateway-1"), 0, 0, None)


def test_the_end_of_a_chain_is_found_and_nothing_is_cut(tmp_path: Path):
    path = _journal(tmp_path, 3)
    before = path.read_bytes()
    end = resume("gateway-1", [path])
    last = unlink(lines(tmp_path)[-1])
    assert last is not None
    assert (end.prev, end.count, end.since_head, end.torn) == (last.hash, 4, 0, None)
    assert path.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 50, 300])
def test_a_torn_line_is_cut_wherever_it_was_torn(tmp_path: Path, cut: int):
    path = _journal(tmp_path, 3)
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    end = resume("gateway-1", [path])
    assert end.torn is not None
    assert path.read_bytes() == whole[: len(whole) - cut - end.torn.bytes]
    assert (end.count, end.since_head) == (3, 3)


def test_a_file_with_nothing_but_a_torn_line_leaves_the_chain_in_the_one_before(tmp_path: Path):
    path = _journal(tmp_path, 3)
    newest = tmp_path / "gateway-1.2026-11-24.000002.jsonl"
    newest.write_bytes(b'{"schema":1')
    end = resume("gateway-1", [path, newest])
    assert end.torn is not None
    assert end.torn.bytes == 11
    assert end.count == 4
    assert newest.read_bytes() == b""
