"""An event as readers have it: the fields of its line in the journal, and of a decision what became of it."""

from collections.abc import Mapping
from typing import Any

type StoredEvent = Mapping[str, Any]
