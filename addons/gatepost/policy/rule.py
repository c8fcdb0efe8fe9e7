"""A rule as operators write it: one stanza of `agency.yaml`, with its conditions, actions and examples.

The model says what may be written. What the words mean is in `conditions.py` and `decide.py`; whether the notice and
the groups a rule names exist is for `load.py`, which sees all files.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from gatepost.model import Action, Activity, Agreement, Audience, Severity, Use, Window
from gatepost.policy.cases import Case
from gatepost.policy.thresholds import MEASURES, Threshold
from gatepost.policy.units import Duration, Size
from gatepost.policy.vocabulary import ActionName, Bilingual, FindingName, Name, Written, not_empty

_FILLED = AfterValidator(not_empty)

type AtLeast = Annotated[Mapping[Use, Annotated[int, Field(ge=1)]], _FILLED]


class When(Written):
    """The conditions of a rule; all that are written must hold. Each is a function in `conditions.py`."""

    finding: Annotated[tuple[FindingName, ...], _FILLED] = ()
    all_findings: Annotated[tuple[FindingName, ...], _FILLED] = ()
    no_finding: Annotated[tuple[FindingName, ...], _FILLED] = ()
    ignoring: Annotated[tuple[FindingName, ...], _FILLED] = ()
    min_confidence: float = Field(default=0.0, gt=0, le=1)
    activity: Annotated[frozenset[Activity], _FILLED] = frozenset()
    not_activity: Annotated[frozenset[Activity], _FILLED] = frozenset()
    platform: Annotated[frozenset[Name], _FILLED] = frozenset()
    use: Annotated[frozenset[Use], _FILLED] = frozenset()
    group: Annotated[frozenset[Name], _FILLED] = frozenset()
    not_group: Annotated[frozenset[Name], _FILLED] = frozenset()
    audience: Annotated[frozenset[Audience], _FILLED] = frozenset()
    posts_at_least: AtLeast = Field(default_factory=dict)
    uploads_at_least: AtLeast = Field(default_factory=dict)
    bytes_at_least: Annotated[Mapping[Use, Size], _FILLED] = Field(default_factory=dict)
    active_minutes_at_least: AtLeast = Field(default_factory=dict)
    window: Window = Window.DAY
    platform_group: Name | None = None
    agreement: Annotated[frozenset[Agreement], _FILLED] = frozenset()
    always: Literal[True] | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        conditions = self.model_fields_set - {"ignoring", "min_confidence", "window"}
        if not conditions:
            raise ValueError("say when the rule applies, for instance `finding: [classification]`")
        if "always" in conditions and self.model_fields_set != {"always"}:
            raise ValueError("`always` stands alone: a rule with other conditions does not always apply")
        if "window" in self.model_fields_set and not self.thresholds():
            raise ValueError(f"`window` is for thresholds: write one of {', '.join(MEASURES)} beside it")
        if self.platform_group and self.platform:
            raise ValueError("write `platform` or `platform_group`: both say where the post goes")
        return self

    def thresholds(self) -> tuple[Threshold, ...]:
        """Those that are written; all count over the same window and platforms."""
        return tuple(
            Threshold(of=measure, window=self.window, group=self.platform_group or "", at_least=getattr(self, keyword))
            for keyword, measure in MEASURES.items()
            if keyword in self.model_fields_set
        )


class Actions(Written):
    """The action per use. A use that is not named, without a `default`, does not meet the rule."""

    official: ActionName | None = None
    professional: ActionName | None = None
    personal: ActionName | None = None
    unknown: ActionName | None = None
    default: ActionName | None = None

    def by_use(self, unknown: Use) -> dict[Use, Action]:
        """The whole table; an acting account that could not be told is treated as the use `unknown`."""
        table = {use: action for use in Use if (action := getattr(self, use) or self.default) is not None}
        if self.unknown is None and unknown in table:
            table[Use.UNKNOWN] = table[unknown]
        return table


def _by_use(written: object) -> object:
    """`action: block` says it for every use."""
    return {"default": written} if isinstance(written, str) else written


_ACTION = {"type": "string", "enum": [str(action) for action in Action]}
_BY_USE = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(Actions.model_fields, _ACTION)}
type ActionOrActions = Annotated[Actions, BeforeValidator(_by_use), WithJsonSchema({"anyOf": [_ACTION, _BY_USE]})]


class CoachAtMost(Written):
    """A person is coached by the rule so often in the period, and from then on it only logs."""

    times: int = Field(ge=1, le=1000)
    per: Duration


class RuleFile(Written):
    """One rule. `groups` and `platforms` limit where it is enforced; elsewhere it is recorded like a shadow rule.

    With `evidence`, the attachments that it found something in are sealed for reviewers.
    """

    id: Name
    guideline: Annotated[str, Field(min_length=1, max_length=40)]
    severity: Severity
    title: Bilingual
    when: When
    action: ActionOrActions
    notice: Name | None = None
    shadow: bool = False
    evidence: bool = False
    coach_at_most: CoachAtMost | None = None
    groups: frozenset[Name] = frozenset()
    platforms: frozenset[Name] = frozenset()
    examples: tuple[Case, ...] = ()

    @model_validator(mode="after")
    def _tells_the_person(self) -> Self:
        actions = self.action.by_use(Use.PERSONAL).values()
        if self.notice is None and any(action.refuses for action in actions):
            raise ValueError("a rule that coaches or blocks needs a notice: name a file of notices/ in `notice`")
        return self
