"""The exception tree.

GatepostError
├── PolicyError      a policy file is wrong: file, line, column, what to write instead
├── PolicyErrors     all of the above that one run found
├── Undecodable      bytes that are not what they say; becomes the finding `uninspectable`
└── GatepostFault    ours: a part of Gatepost failed; answered as the policy's `on_fault` says
"""

from collections.abc import Sequence


class GatepostError(Exception):
    """Everything that Gatepost raises on purpose."""


class PolicyError(GatepostError):
    """One mistake in a policy file. Lines and columns count from 1."""

    def __init__(self, message: str, *, file: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{file}:{line}:{column}: error: {message}")
        self.message, self.file, self.line, self.column = message, file, line, column


class PolicyErrors(GatepostError):
    """Every mistake that one run found, in file order."""

    def __init__(self, errors: Sequence[PolicyError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.file, error.line, error.column)))
        super().__init__("\n".join(str(error) for error in self.errors))


class Undecodable(GatepostError):
    """Bytes that cannot be read as what they claim to be. `reason` is a value of the label `uninspectable`."""

    def __init__(self, message: str, reason: str = "corrupt") -> None:
        super().__init__(message)
        self.reason = reason


class GatepostFault(GatepostError):
    """A fault of ours. `stage` and `reason` are from closed lists: they are metric labels."""

    def __init__(self, message: str, *, stage: str, reason: str) -> None:
        super().__init__(message)
        self.stage, self.reason = stage, reason
