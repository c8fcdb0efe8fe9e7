"""A policy folder into a Policy, or into the list of everything that is wrong with it.

Each file is checked by its own model, and what one says about another by `references.py`. Nothing stops at the first
mistake: whoever writes a policy is told all of them at once.
"""

import hashlib
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from gatepost.errors import PolicyError, PolicyErrors
from gatepost.model import PolicyId
from gatepost.policy.agency import AccountsFile, AgencyFile
from gatepost.policy.agreement import agreement_errors, terms_of
from gatepost.policy.conditions import CONDITIONS, Condition, platform, reached
from gatepost.policy.document import Policy, Rule, plain_handle
from gatepost.policy.exceptions import NO_EXEMPTIONS, Exemptions, load_exceptions
from gatepost.policy.notices import notice_errors, notices
from gatepost.policy.references import declared, reference_errors, twice
from gatepost.policy.rule import RuleFile, When
from gatepost.policy.use import WORK
from gatepost.policy.workdays import CalendarFile
from gatepost.yaml_source import Document, parse, validate

AGENCY, ACCOUNTS, CALENDAR = "agency.yaml", "accounts.yaml", "calendar.yaml"


def load_policy(files: Mapping[str, str]) -> Policy:
    """The folder as relative path -> text. Raises PolicyErrors with every mistake of all files."""
    errors: list[PolicyError] = []
    agency_text, accounts_text, calendar_text = (_parsed(files, name, errors) for name in (AGENCY, ACCOUNTS, CALENDAR))
    agency = _validated(AgencyFile, agency_text, errors)
    accounts = _validated(AccountsFile, accounts_text, errors)
    calendar = _validated(CalendarFile, calendar_text, errors)
    errors += notice_errors(files)
    if agency_text is not None:
        errors += (*reference_errors(agency_text, declared(files, agency_text, accounts_text)), *twice(agency_text))
    if agency is not None:
        errors += agreement_errors(
            files,
            asked_for=any(rule.when.agreement for rule in agency.rules),
            keeping=next((rule.id for rule in agency.rules if rule.evidence), ""),
        )
    exceptions = _exceptions(files, agency, calendar, errors)
    if errors or agency is None or accounts is None or calendar is None:
        raise PolicyErrors(errors)
    return _policy(agency, accounts, calendar, exceptions, files)


def _policy(
    agency: AgencyFile,
    accounts: AccountsFile,
    calendar: CalendarFile,
    exceptions: Exemptions,
    files: Mapping[str, str],
) -> Policy:
    return Policy(
        id=PolicyId(version=agency.version, digest=digest(files)),
        mode=agency.mode,
        rules=tuple(_rule(rule, agency) for rule in agency.rules),
        notice_given=agency.notice_given,
        enforce_groups=agency.enforce_groups,
        unknown_use=agency.unknown_use,
        on_fault=agency.on_fault,
        contact=agency.contact,
        help_url=agency.help_url,
        journal=agency.journal,
        retention=agency.retention,
        coaching=agency.coaching,
        messages=agency.messages,
        limits=agency.limits,
        reading=agency.reading,
        threads=agency.threads,
        agreement=terms_of(agency, files),
        repeat_window=agency.repeat_window,
        longest_exception=agency.longest_exception,
        weights=agency.usage.weights.hundredths(),
        platform_groups=agency.usage.platform_groups,
        accounts={name: frozenset(map(plain_handle, handles)) for name, handles in accounts.accounts.items()},
        agency_accounts=frozenset(handle.lower() for handles in accounts.accounts.values() for handle in handles),
        groups=accounts.groups,
        calendar=calendar.calendar(),
        exceptions=exceptions,
        notices={(key, language): text for key, language, text in notices(files)},
        labels=WORK.union(*(_labels(rule.when) for rule in agency.rules)),
    )


def digest(files: Mapping[str, str]) -> str:
    """SHA-256 over all files of the folder, whatever their order."""
    whole = hashlib.sha256()
    for name, text in sorted(files.items()):
        for piece in (name.encode(), text.encode()):
            whole.update(len(piece).to_bytes(8) + piece)
    return whole.hexdigest()


def _parsed(files: Mapping[str, str], name: str, errors: list[PolicyError]) -> Document | None:
    if name not in files:
        errors.append(PolicyError("the file is missing: a policy folder needs it", file=name))
        return None
    try:
        return parse(files[name], file=name)
    except PolicyErrors as found:
        errors += found.errors
        return None


def _validated[M: BaseModel](model: type[M], document: Document | None, errors: list[PolicyError]) -> M | None:
    if document is None:
        return None
    try:
        return validate(model, document)
    except PolicyErrors as found:
        errors += found.errors
        return None


def _exceptions(
    files: Mapping[str, str], agency: AgencyFile | None, calendar: CalendarFile | None, errors: list[PolicyError]
) -> Exemptions:
    """They name rules and count days of the agency's zone, so they are read when both are known."""
    if agency is None or calendar is None:
        return NO_EXEMPTIONS
    try:
        return load_exceptions(files, agency.rules, agency.longest_exception, calendar.time_zone)
    except PolicyErrors as found:
        errors += found.errors
        return NO_EXEMPTIONS


def _rule(written: RuleFile, agency: AgencyFile) -> Rule:
    when = written.when
    return Rule(
        id=written.id,
        guideline=written.guideline,
        severity=written.severity,
        title=written.title,
        actions=written.action.by_use(agency.unknown_use),
        notice=written.notice or "",
        when=when,
        conditions=tuple(_conditions(when, agency.usage.platform_groups)),
        thresholds=when.thresholds(),
        because=frozenset(when.finding + when.all_findings),
        ignoring=frozenset(when.ignoring),
        min_confidence=when.min_confidence,
        shadow=written.shadow,
        evidence=written.evidence,
        coach_at_most=written.coach_at_most,
        groups=written.groups,
        platforms=written.platforms,
    )


def _conditions(when: When, platform_groups: Mapping[str, frozenset[str]]) -> Iterator[Condition]:
    """What is asked for most cheaply is asked first."""
    for name, make in CONDITIONS.items():
        if name in when.model_fields_set:
            yield make(getattr(when, name))
    if when.platform_group:
        yield platform(platform_groups.get(when.platform_group, frozenset()))
    yield from map(reached, when.thresholds())


def _labels(when: When) -> frozenset[str]:
    return frozenset(name.partition(":")[0] for name in when.finding + when.all_findings + when.no_finding)
