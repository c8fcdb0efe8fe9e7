"""What `gatepost check` reports of a policy folder: everything that is wrong, or that cannot be meant.

A folder that loads may still hold a rule that never applies, an account on a platform that does not exist, or an
example that comes out differently. Examples are decided by the function that is handed in, so that they run through
the real detectors and this module needs none of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gatepost.errors import PolicyError, PolicyErrors
from gatepost.model import Decision, Finding
from gatepost.policy.agency import AgencyFile
from gatepost.policy.cases import Case, differences
from gatepost.policy.document import Policy
from gatepost.policy.load import ACCOUNTS, AGENCY, load_policy
from gatepost.policy.references import declared_platforms
from gatepost.policy.unreachable import why_unreachable
from gatepost.policy.vocabulary import nearest
from gatepost.yaml_source import Document, parse, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What came of a case."""

    decision: Decision
    findings: Sequence[Finding]


type DecideCase = Callable[[Case, Policy], CaseResult]


def check_policy(files: Mapping[str, str], decide_case: DecideCase) -> list[PolicyError]:
    """Everything to report, in file order; an empty list means the folder is good."""
    try:
        policy = load_policy(files)
    except PolicyErrors as found:
        return list(found.errors)
    document = parse(files[AGENCY], file=AGENCY)
    agency = validate(AgencyFile, document)
    errors = [
        *_notice_given(agency, document),
        *_accounts(files),
        *_rules(agency, document),
        *_examples(agency, document, policy, decide_case),
    ]
    return list(PolicyErrors(errors).errors)


def _notice_given(agency: AgencyFile, document: Document) -> Iterator[PolicyError]:
    if agency.notice_given is None:
        yield document.error(
            (), "people are recorded only after they were told: give the day of the notice as `notice_given`"
        )


def _accounts(files: Mapping[str, str]) -> Iterator[PolicyError]:
    """An account on a platform without a definition is never recognised: most likely a slip."""
    platforms = declared_platforms(files)
    document = parse(files[ACCOUNTS], file=ACCOUNTS)
    accounts = document.data["accounts"] if isinstance(document.data, dict) else {}
    for name in accounts:
        if platforms and name not in platforms:
            message = f"there is no platform {name!r}; {nearest(name, platforms)}"
            yield document.key_error(("accounts", name), message)


def _rules(agency: AgencyFile, document: Document) -> Iterator[PolicyError]:
    for index, rule in enumerate(agency.rules):
        place = ("rules", index, "id")
        for reason in why_unreachable(rule, agency.messages):
            yield document.error(place, f"the rule {rule.id!r} can never apply: {reason}")
        if not rule.examples:
            yield document.error(place, f"the rule {rule.id!r} has no examples: show what it is about, and what not")


def _examples(agency: AgencyFile, document: Document, policy: Policy, decide_case: DecideCase) -> Iterator[PolicyError]:
    for at, rule in enumerate(agency.rules):
        for index, example in enumerate(rule.examples):
            name = example.id or f"{rule.id}[{index}]"
            for problem in _problems(example.model_copy(update={"id": name}), policy, decide_case):
                yield document.error(("rules", at, "examples", index), f"example {name}: {problem}")


def _problems(case: Case, policy: Policy, decide_case: DecideCase) -> tuple[str, ...]:
    try:
        result = decide_case(case, policy)
    except OSError as error:
        return (f"its media cannot be read: {error.strerror or error}",)
    return differences(case, result.decision, result.findings)
