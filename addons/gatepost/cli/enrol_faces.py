"""`gatepost enrol faces`: the network that finds faces in pictures, in place of the cascades."""

import argparse
from pathlib import Path

from gatepost.enrolment.enrolled import read_enrolled
from gatepost.enrolment.faces import LARGEST, FaceModel
from gatepost.enrolment.faces.store import remove_model, replace_model
from gatepost.enrolment.faces.trying import tried
from gatepost.errors import GatepostError

DESCRIPTION = """\
Enrol the network that finds faces in pictures: YuNet, as OpenCV's model zoo publishes it (ONNX). It is tried first, and
its SHA-256 is printed, to be held against the publisher's. Without it, the cascades of Debian's opencv-data find faces.

  gatepost enrol faces face_detection_yunet_2023mar.onnx
  gatepost enrol faces list
  gatepost enrol faces remove
"""


def add_parser(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", where: argparse.ArgumentParser) -> None:
    parser = kinds.add_parser(
        "faces",
        parents=[where],
        help="the network that finds faces",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("word", metavar="FILE", help="the model; or `list`, `remove`")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.word == "remove":
        remove_model(options.enrolled)
    elif options.word == "list":
        model = read_enrolled(options.enrolled).faces
        print(as_text(model) if model else "none")
    else:
        model = tried(options.word, _read(Path(options.word)))
        replace_model(options.enrolled, model)
        print(as_text(model))
    return 0


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise GatepostError(f"{path} cannot be read: {error.strerror}") from error


def as_text(model: FaceModel) -> str:
    return f"YuNet, {len(model.onnx)} bytes, SHA-256 {model.digest}"
