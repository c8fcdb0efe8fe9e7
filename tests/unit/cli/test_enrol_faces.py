"""`gatepost enrol faces`, as a person types it."""

import hashlib
from pathlib import Path

import pytest

from gatepost.cli import doctor
from gatepost.enrolment.enrolled import FACES, enrolled_stamp, read_enrolled
from gatepost.enrolment.symbols import BadIndex
from tests.unit.cli.conftest import Run
from tests.unit.detectors.faces.networks import a_network


@pytest.fixture
def network(tmp_path: Path) -> Path:
    path = tmp_path / "yunet.onnx"
    path.write_bytes(a_network())
    return path


@pytest.fixture
def faces_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doctor looks at nothing else, which takes seconds."""
    monkeypatch.setattr(doctor, "LOOKS", tuple(look for look in doctor.LOOKS if look.__name__ == "_faces"))


def test_a_network_is_enrolled_listed_and_removed(run: Run, network: Path, tmp_path: Path):
    enrolled = tmp_path / "var" / "enrolled"
    before = enrolled_stamp(enrolled)
    told = f"YuNet, {network.stat().st_size} bytes, SHA-256 {hashlib.sha256(network.read_bytes()).hexdigest()}\n"
    assert run("enrol", "faces", str(network)).out == told
    assert enrolled_stamp(enrolled) != before
    assert run("enrol", "faces", "list").out == told
    model = read_enrolled(enrolled).faces
    assert model
    assert model.onnx == network.read_bytes()
    assert run("enrol", "faces", "remove").code == 0
    assert run("enrol", "faces", "list").out == "none\n"
    assert run("enrol", "faces", "remove").code == 0


def test_a_file_that_is_no_network_is_refused_and_the_one_before_stays(run: Run, network: Path, tmp_path: Path):
    run("enrol", "faces", str(network))
    (tmp_path / "page.onnx").write_text("<html>Not found</html>")
    done = run("enrol", "faces", str(tmp_path / "page.onnx"))
    assert done.code == 2
    assert "is no model of YuNet that this OpenCV" in done.err
    assert run("enrol", "faces", "list").out.startswith("YuNet, ")


def test_a_file_that_is_not_there_is_said_not_to_be(run: Run):
    done = run("enrol", "faces", "nowhere.onnx")
    assert done.code == 2
    assert "nowhere.onnx cannot be read: No such file" in done.err


@pytest.mark.usefixtures("faces_alone")
def test_a_network_that_was_altered_since_is_not_used(run: Run, network: Path, tmp_path: Path):
    run("enrol", "faces", str(network))
    enrolled = tmp_path / "var" / "enrolled"
    (enrolled / FACES).write_bytes((enrolled / FACES).read_bytes()[:-1])
    with pytest.raises(BadIndex, match="gatepost enrol faces FILE"):
        read_enrolled(enrolled)
    assert run("doctor").out.startswith("WRONG  the model that finds faces was altered")


@pytest.mark.needs("opencv-data")
@pytest.mark.usefixtures("faces_alone")
def test_doctor_says_what_counts_faces(run: Run, network: Path):
    assert "faces in pictures are counted by the cascades of opencv-data" in run("doctor").out
    run("enrol", "faces", str(network))
    digest = hashlib.sha256(network.read_bytes()).hexdigest()
    assert f"faces in pictures are counted by the enrolled network, SHA-256 {digest}" in run("doctor").out
