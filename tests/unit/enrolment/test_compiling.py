"""What a child compiled is kept, and made anew when it is not what was kept."""

import stat
from pathlib import Path

import pytest

from gatepost.enrolment import compiling
from gatepost.enrolment.compiling import cache_folder, compiler_in
from gatepost.enrolment.matcher import Both, Hint, Hinted, Matcher, RejectedExpression, Row

HINTS = ("secret", Row("embargo"), Both("nor", "one"))
WHOSE = frozenset({0})


def compiled(
    folder: Path, hints: tuple[Hint, ...] = HINTS, patterns: tuple[str, ...] = (), made_of: bytes = b""
) -> Matcher:
    """The matcher of what is made of these; `made_of` is as distinct as the hints are, where a test does not say so."""
    return compiler_in(folder)(made_of or repr(hints).encode(), lambda: hinted(hints), patterns).matcher


def hinted(hints: tuple[Hint, ...]) -> Hinted:
    return Hinted(hints, (WHOSE,) * len(hints), frozenset())


def automata(folder: Path) -> Path:
    (kept,) = folder.glob("*.hs")
    return kept


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What children were asked to compile."""
    asked: list[bytes] = []
    really = compiling._in_child

    def noted(question: bytes) -> bytes:
        asked.append(question)
        return really(question)

    monkeypatch.setattr(compiling, "_in_child", noted)
    return asked


def test_a_list_is_compiled_once(tmp_path: Path, children: list[bytes]) -> None:
    for _ in range(3):
        assert compiled(tmp_path, HINTS, ("go",)).scan("an embargo for no one: honour") == {1: [12], 3: [10]}
    for hints, patterns in (((*HINTS, "other"), ("go",)), (HINTS, ("ago",)), (("secret", "embargo", "nor"), ("go",))):
        compiled(tmp_path, hints, patterns)
    assert len(children) == 4


def test_what_is_made_of_the_same_is_not_asked_for_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask() -> Hinted:
        asked.append("asked")
        return hinted(HINTS)

    first, second = (compiler_in(tmp_path)(b"lists", ask, ()) for _ in range(2))
    assert (asked, first.owners, second.owners) == (["asked"], (WHOSE,) * 3, (WHOSE,) * 3)
    compiler_in(tmp_path)(b"other lists", ask, ())
    assert asked == ["asked", "asked"]


def test_a_change_of_our_own_code_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(tmp_path, made_of=b"lists")
    monkeypatch.setattr(compiling, "_code", lambda: b"other code")
    assert compiled(tmp_path, ("other",), made_of=b"lists").scan("other secret") == {0: [5]}


def test_whom_hints_belong_to_is_asked_anew_where_the_file_was_changed(tmp_path: Path) -> None:
    compiled(tmp_path, made_of=b"lists")
    (kept,) = tmp_path.glob("*.hints")
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    assert compiled(tmp_path, ("other",), made_of=b"lists").scan("other secret") == {0: [5]}


def test_what_is_kept_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    compiled(tmp_path / "cache")
    assert {stat.S_IMODE(kept.stat().st_mode) for kept in (tmp_path / "cache").iterdir()} == {0o600}
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


def test_what_was_changed_on_disk_is_compiled_anew(tmp_path: Path, children: list[bytes]) -> None:
    compiled(tmp_path)
    kept = automata(tmp_path)
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    assert compiled(tmp_path).scan("secret") == {0: [6]}
    assert len(children) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert compiled(tmp_path / "file").scan("secret") == {0: [6]}


def test_only_the_latest_lists_are_kept(tmp_path: Path) -> None:
    for number in range(11):
        compiled(tmp_path, (f"word{number}",))
    assert len(list(tmp_path.glob("*.hs"))) == len(list(tmp_path.glob("*.hints"))) == 8


def test_the_expression_to_blame_is_named(tmp_path: Path) -> None:
    with pytest.raises(RejectedExpression) as rejected:
        compiled(tmp_path, HINTS, ("fine", r"(a)\1"))
    assert rejected.value.place == 1
    assert not list(tmp_path.iterdir())


def test_expressions_that_take_too_long_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "SECONDS", 0.01)
    with pytest.raises(RejectedExpression, match="longer than"):
        compiled(tmp_path)


def test_expressions_that_take_too_much_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MEMORY_BYTES", 48 * 1024 * 1024)
    with pytest.raises(RejectedExpression, match=r"memory|too large"):
        compiled(tmp_path, (), tuple(f"a{number}(x{{1,60}}y{{1,60}}z{{1,60}}){{1,6}}" for number in range(20)))


def test_the_cache_is_where_the_environment_says_or_in_the_variable_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder(tmp_path / "var") == cache_folder() == tmp_path / "gatepost"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder(tmp_path / "var") == tmp_path / "var/cache"
    assert cache_folder() == Path.home() / ".cache/gatepost"
