"""What a look at a deployment has to say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """`wrong` needs mending; what is not wrong is worth knowing."""

    wrong: bool
    text: str
