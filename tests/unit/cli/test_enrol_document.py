"""`gatepost enrol document`, as a person types it."""

from pathlib import Path

import pytest
import skimage.data
from PIL import Image as Pillow

from gatepost.enrolment.enrolled import enrolled_stamp, read_enrolled
from tests.unit.cli.conftest import Run


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    Pillow.fromarray(skimage.data.coffee()).save(tmp_path / "chart.png")
    Pillow.fromarray(skimage.data.rocket()).save(tmp_path / "rocket.jpg")
    return tmp_path / "chart.png"


def test_documents_are_enrolled_listed_and_removed(run: Run, chart: Path, tmp_path: Path):
    enrolled = tmp_path / "var" / "enrolled"
    assert run("enrol", "document", str(chart), "--public-at", "2026-12-01T08:30:00-05:00").code == 0
    before = enrolled_stamp(enrolled)
    run("enrol", "document", str(tmp_path / "rocket.jpg"), "--id", "withdrawn")
    assert read_enrolled(enrolled).copies
    assert enrolled_stamp(enrolled) != before
    listed = "chart  public from 2026-12-01 08:30 -0500\nwithdrawn  never public\n"
    assert run("enrol", "document", "list").out == listed
    assert run("enrol", "document", "remove", "chart").code == 0
    assert run("enrol", "document", "list").out == "withdrawn  never public\n"
    assert run("enrol", "document", "remove", "chart").code == 2


def test_a_moment_without_its_offset_is_refused(run: Run, chart: Path):
    done = run("enrol", "document", str(chart), "--public-at", "2026-12-01T08:30")
    assert done.code == 2
    assert "offset" in done.err


def test_what_is_no_picture_is_refused(run: Run, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("nothing to see")
    done = run("enrol", "document", str(tmp_path / "notes.txt"))
    assert done.code == 2
    assert "no picture" in done.err


def test_a_manifest_makes_documents_equal_to_it(run: Run, chart: Path, tmp_path: Path):
    manifest = tmp_path / "manifest.yaml"
    manifest.write_text(
        "documents:\n  - {file: chart.png, id: coffee, kind: picture, public_at: 2026-12-01T08:30:00-05:00}\n"
    )
    assert run("enrol", "apply", str(manifest)).out == "documents: 1 enrolled\n"
    assert run("enrol", "document", "list").out == "coffee  public from 2026-12-01 08:30 -0500\n"
    manifest.write_text("documents: []\n")
    run("enrol", "apply", str(manifest))
    assert run("enrol", "document", "list").out == ""
