from pathlib import Path

import pytest

from gatepost.detectors import load_picture_detectors
from gatepost.enrolment import Resources
from gatepost.enrolment.enrolled import enrolled_stamp, read_enrolled
from gatepost.model import Picture, Where
from tests.unit.cli.conftest import Run
from tests.unit.detectors.symbols.invented import EMBLEM_SVG, emblem, pixels, put, signature, slide


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "marks"
    folder.mkdir()
    (folder / "Observatory Mark.svg").write_text(EMBLEM_SVG)
    signature().save(folder / "sig.png")
    return folder


def enrolled(tmp_path: Path) -> Path:
    return tmp_path / "var" / "enrolled"


def test_an_enrolled_symbol_is_found_in_pictures(run: Run, files: Path, tmp_path: Path):
    done = run("enrol", "symbol", str(files / "Observatory Mark.svg"))
    assert done.code == 0
    assert done.out.startswith("observatory-mark: mark, ")
    index = read_enrolled(enrolled(tmp_path)).symbols
    (detector,) = [one for one in load_picture_detectors(Resources(symbols=index)) if one.name == "symbols"]
    rgb = pixels(put(slide(), emblem(), height=120, at=(700, 500)))
    picture = Picture(where=Where(part="media[0]"), width=rgb.shape[1], height=rgb.shape[0], pixels=rgb.tobytes())
    assert [finding.value for finding in detector.detect(picture)] == ["observatory-mark"]


def test_symbols_are_listed_replaced_and_removed(run: Run, files: Path, tmp_path: Path):
    run("enrol", "symbol", str(files / "Observatory Mark.svg"), "--id", "obs", "--name", "The Observatory")
    run("enrol", "symbol", str(files / "sig.png"), "--kind", "signature")
    before = enrolled_stamp(enrolled(tmp_path))
    assert run("enrol", "symbol", "list").out == "obs  mark  The Observatory\nsig  signature  sig\n"
    run("enrol", "symbol", str(files / "sig.png"), "--id", "obs")
    assert run("enrol", "symbol", "list").out == "obs  mark  obs\nsig  signature  sig\n"
    assert enrolled_stamp(enrolled(tmp_path)) != before
    assert run("enrol", "symbol", "remove", "obs", "sig").code == 0
    assert run("enrol", "symbol", "list").out == ""
    assert read_enrolled(enrolled(tmp_path)).symbols is None


def test_a_manifest_makes_what_is_enrolled_equal_to_it(run: Run, files: Path, tmp_path: Path):
    run("enrol", "symbol", str(files / "sig.png"), "--id", "old")
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text("symbols:\n  - {file: marks/sig.png, kind: signature, name: Weather}\n")
    assert run("enrol", "apply", str(manifest)).out == "symbols: 1 enrolled\n"
    assert run("enrol", "symbol", "list").out == "sig  signature  Weather\n"
    manifest.write_text("{}\n")
    run("enrol", "apply", str(manifest))
    assert run("enrol", "symbol", "list").out == "sig  signature  Weather\n"
    manifest.write_text("symbols: []\n")
    run("enrol", "apply", str(manifest))
    assert run("enrol", "symbol", "list").out == ""


def test_another_folder_can_be_named(run: Run, files: Path, tmp_path: Path):
    run("enrol", "symbol", str(files / "sig.png"), "--enrolled", "elsewhere")
    assert read_enrolled(tmp_path / "elsewhere").symbols
    assert read_enrolled(enrolled(tmp_path)).symbols is None


def test_a_damaged_index_is_made_anew(run: Run, files: Path, tmp_path: Path):
    run("enrol", "symbol", str(files / "sig.png"))
    whole = read_enrolled(enrolled(tmp_path))
    (enrolled(tmp_path) / "symbols.index").write_bytes(b"damaged")
    assert run("enrol", "symbol", "rebuild").code == 0
    assert read_enrolled(enrolled(tmp_path)) == whole


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("symbol", "nowhere.svg"), "nowhere.svg"),
        (("symbol", "marks/sig.png", "--id", "Not An Id"), "is no id"),
        (("symbol", "marks/sig.png", "marks/Observatory Mark.svg", "--id", "two"), "one file at a time"),
        (("symbol", "marks/sig.png", "marks/sig.png"), "the same name"),
        (("symbol", "remove", "unknown"), "not enrolled: unknown"),
        (("symbol", "remove"), "name what to remove"),
        (("apply", "wrong.yaml"), "wrong.yaml:1:12"),
        (("apply", "twice.yaml"), "the same id"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    words: tuple[str, ...], why: str, run: Run, files: Path, tmp_path: Path
):
    (tmp_path / "wrong.yaml").write_text("symbols: [{fil: marks/sig.png}]\n")
    (tmp_path / "twice.yaml").write_text("symbols: [{file: marks/sig.png}, {file: marks/sig.png}]\n")
    done = run("enrol", *words)
    assert done.code == 2
    assert why in done.err
    assert run("enrol", "symbol", "list").out == ""
