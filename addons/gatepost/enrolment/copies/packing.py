"""Documents and their prints as the bytes of an index, and back."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from gatepost.enrolment.copies import Document
from gatepost.enrolment.copies.prints import Print


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """All prints, row by row; `owners` says whose each is."""

    documents: tuple[Document, ...]
    owners: np.ndarray
    signs: np.ndarray = field(repr=False)
    sure: np.ndarray = field(repr=False)

    def prints_of(self, place: int) -> list[Print]:
        rows = np.flatnonzero(self.owners == place)
        return [Print(signs=self.signs[row], sure=self.sure[row]) for row in rows]


def pack(documents: Mapping[Document, Sequence[Print]]) -> bytes:
    rows = [(place, one) for place, prints in enumerate(documents.values()) for one in prints]
    told = [{"id": one.id, "public_at": one.public_at and one.public_at.isoformat()} for one in documents]
    file = io.BytesIO()
    np.savez(
        file,
        documents=np.frombuffer(json.dumps(told).encode(), np.uint8),
        owners=np.array([place for place, _ in rows], np.int32),
        signs=np.array([one.signs for _, one in rows], np.uint64),
        sure=np.array([one.sure for _, one in rows], np.uint64),
    )
    return file.getvalue()


def unpack(packed: bytes) -> Enrolment:
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        told = json.loads(arrays["documents"].tobytes())
        documents = tuple(
            Document(id=one["id"], public_at=one["public_at"] and datetime.fromisoformat(one["public_at"]))
            for one in told
        )
        return Enrolment(documents=documents, owners=arrays["owners"], signs=arrays["signs"], sure=arrays["sure"])
