import dataclasses

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gatepost.events.chain import genesis, link, payload, unlink
from gatepost.events.heads import Head, read_head, sign_head
from gatepost.events.verify import ChainReport, verify
from gatepost.testing import A_TUESDAY
from tests.unit.events.making import KEY, an_event


def written(
    events: int, *, heads_at: tuple[int, ...] = (), chain: str = "gateway-1", key: Ed25519PrivateKey = KEY
) -> list[bytes]:
    """A journal of so many events, with heads after some of them."""
    made: list[bytes] = []
    prev = genesis(chain)
    for number in range(1, events + 1):
        contents = [payload(an_event(number))]
        if number in heads_at:
            contents.append(b"head")
        for content in contents:
            if content == b"head":
                content = sign_head(Head(chain, len(made), prev), at=A_TUESDAY, key=key)  # noqa: PLW2901 - it needs the hash before
            line, prev = link(prev, content)
            made.append(line)
    return made


def heads_of(lines: list[bytes]) -> list[Head]:
    links = [unlink(line) for line in lines]
    return [head for one in links if one and (head := read_head(one.payload))]


def report(*files: list[bytes], chain: str = "gateway-1", heads: list[Head] | None = None) -> ChainReport:
    named = [(f"file {number}", lines) for number, lines in enumerate(files, start=1)]
    return verify(chain, named, keys=[KEY.public_key()], heads=heads or ())


JOURNAL = written(6, heads_at=(3, 6))


def test_an_untouched_journal_holds():
    result = report(JOURNAL)
    assert result.good
    assert result.uncovered == 0
    assert (result.files[0].records, result.files[0].heads) == (8, 2)


def test_a_chain_goes_on_across_files():
    result = report(JOURNAL[:3], JOURNAL[3:])
    assert result.good
    assert [file.records for file in result.files] == [3, 5]


def test_what_comes_after_the_last_head_is_said_not_to_be_covered():
    result = report(written(6, heads_at=(3,)))
    assert result.good
    assert result.uncovered == 3


def test_a_journal_without_records_holds():
    assert report([]).good
    assert report().good


def breaks(*files: list[bytes], heads: list[Head] | None = None) -> str:
    result = report(*files, heads=heads)
    assert not result.good
    return "; ".join(map(str, (*(what for file in result.files for what in file.breaks), *result.breaks)))


@pytest.mark.parametrize("place", range(8))
def test_an_edited_record_is_found(place: int):
    edited = [*JOURNAL]
    edited[place] = edited[place].replace(b'"schema":1', b'"schema":2')
    assert f"line {place + 1}: its content was changed" in breaks(edited)


@pytest.mark.parametrize("place", range(8))
def test_an_edited_record_with_a_new_digest_is_found(place: int):
    taken = unlink(JOURNAL[place])
    assert taken is not None
    forged, _own = link(taken.prev, taken.payload.replace(b'"schema":1', b'"schema":2'))
    assert breaks([*JOURNAL[:place], forged, *JOURNAL[place + 1 :]], heads=heads_of(JOURNAL))


@pytest.mark.parametrize("place", range(7))
def test_a_removed_record_is_found(place: int):
    assert f"line {place + 1}: does not follow" in breaks(JOURNAL[:place] + JOURNAL[place + 1 :])


@pytest.mark.parametrize("place", range(7))
def test_swapped_records_are_found(place: int):
    swapped = [*JOURNAL[:place], JOURNAL[place + 1], JOURNAL[place], *JOURNAL[place + 2 :]]
    assert "does not follow" in breaks(swapped)


def test_an_inserted_record_is_found():
    taken = unlink(JOURNAL[2])
    assert taken is not None
    forged, _own = link(taken.hash, payload(an_event(99)))
    assert "line 5: does not follow" in breaks([*JOURNAL[:3], forged, *JOURNAL[3:]])


def test_a_removed_file_is_found():
    assert "does not follow" in breaks(JOURNAL[:3], JOURNAL[6:])


def test_a_removed_beginning_is_found():
    assert "line 1: does not follow" in breaks(JOURNAL[4:])


def test_lines_that_are_none_are_found():
    assert "line 3: not a line of a journal" in breaks([*JOURNAL[:2], b"rubbish\n", *JOURNAL[2:]])


def test_a_journal_under_another_name_is_found():
    assert "does not follow" in str(report(JOURNAL, chain="gateway-2").files[0].breaks[0])


def test_a_journal_written_anew_by_somebody_without_the_key_is_found():
    forged = written(6, heads_at=(3, 6), key=Ed25519PrivateKey.generate())
    assert "line 4: this head is not signed by a key of this gateway" in breaks(forged)


def test_a_journal_written_anew_with_the_key_is_found_by_a_copy_of_a_head():
    assert report(written(6, heads_at=(3, 6))).good
    assert "written anew" in breaks(written(6, heads_at=(3, 6)), heads=heads_of(JOURNAL))


def test_a_true_head_in_another_place_is_found():
    moved = written(6, heads_at=(3,))
    foreign = unlink(JOURNAL[7])
    last = unlink(moved[-1])
    assert foreign is not None
    assert last is not None
    assert "not of this place" in breaks([*moved, link(last.hash, foreign.payload)[0]])


def test_a_cut_end_is_found_by_a_copy_of_a_head():
    assert report(JOURNAL[:5]).good
    assert "cut: a head kept elsewhere counts 7 lines, 5 are here" in breaks(JOURNAL[:5], heads=heads_of(JOURNAL))


def test_copies_of_heads_that_agree_are_no_reproach():
    assert report(JOURNAL, heads=heads_of(JOURNAL)).good
    other = [dataclasses.replace(head, chain="gateway-2") for head in heads_of(written(9, heads_at=(9,)))]
    assert report(JOURNAL, heads=other).good


def test_heads_that_are_all_missing_are_noticed():
    assert report(written(2000)).good
    assert "2001 lines without a good head" in breaks(written(2001))


def test_a_purged_record_does_not_break_the_chain():
    taken = unlink(JOURNAL[1])
    assert taken is not None
    purged = JOURNAL[1].replace(taken.payload[:-1], b'{"at":"2026","id":"e","kind":"fault","purged":true')
    result = report([JOURNAL[0], purged, *JOURNAL[2:]], heads=heads_of(JOURNAL))
    assert result.good
    assert result.files[0].purged == 1


def test_a_record_cannot_be_forged_as_purged():
    taken = unlink(JOURNAL[1])
    assert taken is not None
    forged = JOURNAL[1].replace(
        taken.payload[:-1], b'{"action":"log","at":"2026","id":"e","kind":"fault","purged":true'
    )
    assert "line 2: its content was changed" in breaks([JOURNAL[0], forged, *JOURNAL[2:]])


def test_the_beginning_of_a_line_at_the_very_end_is_not_a_break():
    result = report([*JOURNAL, JOURNAL[0][:40]])
    assert result.good
    assert result.unfinished


def test_the_beginning_of_a_line_before_another_file_is_a_break():
    assert "file 1 ends in the middle of a line" in breaks([*JOURNAL[:3], JOURNAL[3][:40]], JOURNAL[3:])


def test_breaks_are_told_up_to_a_bound():
    assert len(report([b"rubbish\n"] * 1000).files[0].breaks) == 20
