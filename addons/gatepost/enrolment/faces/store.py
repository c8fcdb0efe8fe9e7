"""The model of an enrolled folder: one file, read by gateways, replaced whole by commands."""

import os
from pathlib import Path

from gatepost.enrolment.enrolled import FACES
from gatepost.enrolment.faces import FaceModel, to_bytes


def replace_model(folder: Path, model: FaceModel) -> None:
    """From now on this one finds faces."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f".{FACES}.{os.getpid()}"
    with made.open("wb") as file:
        file.write(to_bytes(model))
        file.flush()
        os.fsync(file.fileno())
    made.replace(folder / FACES)


def remove_model(folder: Path) -> None:
    (folder / FACES).unlink(missing_ok=True)
