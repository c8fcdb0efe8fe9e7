"""The documents of an enrolled folder: one file, read by gateways, replaced whole by commands.

The pictures themselves are not kept. The rule to keep: what is too plain to be told from others is refused, and not
enrolled to be found everywhere.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from gatepost.enrolment.copies import MOST_PICTURES, Document, from_bytes, to_bytes
from gatepost.enrolment.copies.packing import pack, unpack
from gatepost.enrolment.copies.prints import Print, prints_of, sure_signs
from gatepost.enrolment.enrolled import DOCUMENTS
from gatepost.errors import GatepostError
from gatepost.model import Picture

LEAST_SURE = 160  # signs of a picture's 1,024


def prints_of_pictures(name: str, pictures: Iterable[Picture]) -> list[Print]:
    """Of all pictures of a document. GatepostError where one cannot be told from others, or there is none."""
    prints: list[Print] = []
    for picture in pictures:
        pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
        made = [one for one in prints_of(pixels) if sure_signs(one) >= LEAST_SURE]
        if not made:
            raise GatepostError(f"{name}: too plain to be told from other pictures")
        prints += made
    if not prints:
        raise GatepostError(f"{name}: there is no picture in it")
    return prints


def enrolled_documents(folder: Path) -> dict[Document, list[Print]]:
    """Everything enrolled in this folder."""
    try:
        enrolment = unpack(from_bytes((folder / DOCUMENTS).read_bytes()).packed)
    except FileNotFoundError:
        return {}
    return {document: enrolment.prints_of(place) for place, document in enumerate(enrolment.documents)}


def replace_documents(folder: Path, documents: Mapping[Document, Sequence[Print]]) -> None:
    """From now on these and no others are enrolled."""
    if len(documents) > MOST_PICTURES:
        raise GatepostError(
            f"more than {MOST_PICTURES} documents: pictures could not be compared with all of them in time"
        )
    if not documents:
        (folder / DOCUMENTS).unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    ordered = dict(sorted(documents.items(), key=lambda one: one[0].id))
    made = folder / f".{DOCUMENTS}.{os.getpid()}"
    with made.open("wb") as file:
        file.write(to_bytes(pack(ordered)))
        file.flush()
        os.fsync(file.fileno())
    made.replace(folder / DOCUMENTS)
