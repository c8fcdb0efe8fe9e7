"""A policy folder into a Policy, or into the list of everything that is wrong with it.

Each file is checked by its own model; what one file says about another (a notice, a group, a platform, a rule) is
looked up in the table `_REFERENCES` on the data as written, so that one mistake never hides another.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from gatepost.errors import PolicyError, PolicyErrors
from gatepost.model import PolicyId, Use
from gatepost.policy.agency import AccountsFile, AgencyFile
from gatepost.policy.conditions import CONDITIONS
from gatepost.policy.document import Policy, Rule, plain_handle
from gatepost.policy.rule import RuleFile, When
from gatepost.policy.use import WORK
from gatepost.policy.vocabulary import nearest
from gatepost.policy.workdays import CalendarFile
from gatepost.yaml_source import Document, Path, parse, validate

AGENCY, ACCOUNTS, CALENDAR = "agency.yaml", "accounts.yaml", "calendar.yaml"
LANGUAGES = ("en", "fr")
OWN_NOTICES = ("fault", "prohibited")  # shown by no rule: a failure of ours, a platform that may not be used at all


def load_policy(files: Mapping[str, str]) -> Policy:
    """The folder as relative path -> text. Raises PolicyErrors with every mistake of all files."""
    errors: list[PolicyError] = []
    agency_text, accounts_text, calendar_text = (_parsed(files, name, errors) for name in (AGENCY, ACCOUNTS, CALENDAR))
    agency = _validated(AgencyFile, agency_text, errors)
    accounts = _validated(AccountsFile, accounts_text, errors)
    calendar = _validated(CalendarFile, calendar_text, errors)
    errors += _notice_errors(files)
    if agency_text is not None:
        errors += (*_reference_errors(agency_text, _known(files, agency_text, accounts_text)), *_twice(agency_text))
    if errors or agency is None or accounts is None or calendar is None:
        raise PolicyErrors(errors)
    return Policy(
        id=PolicyId(version=agency.version, digest=digest(files)),
        mode=agency.mode,
        rules=tuple(_rule(rule, agency.unknown_use) for rule in agency.rules),
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
        agreement_period=agency.agreement.period,
        repeat_window=agency.repeat_window,
        accounts={name: frozenset(map(plain_handle, handles)) for name, handles in accounts.accounts.items()},
        agency_accounts=frozenset(handle.lower() for handles in accounts.accounts.values() for handle in handles),
        groups=accounts.groups,
        calendar=calendar.calendar(),
        notices={(key, language): text for key, language, text in _notices(files)},
        labels=WORK.union(*(_labels(rule.when) for rule in agency.rules)),
    )


def declared_platforms(files: Mapping[str, str]) -> frozenset[str]:
    """The platforms that the folder defines: one file each."""
    names = (name.removeprefix("platforms/") for name in files if name.startswith("platforms/"))
    return frozenset(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


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


def _rule(written: RuleFile, unknown_use: Use) -> Rule:
    when = written.when
    return Rule(
        id=written.id,
        guideline=written.guideline,
        severity=written.severity,
        title=written.title,
        actions=written.action.by_use(unknown_use),
        notice=written.notice or "",
        conditions=tuple(
            make(getattr(when, name)) for name, make in CONDITIONS.items() if name in when.model_fields_set
        ),
        because=frozenset(when.finding + when.all_findings),
        ignoring=frozenset(when.ignoring),
        min_confidence=when.min_confidence,
        shadow=written.shadow,
        coach_at_most=written.coach_at_most,
        groups=written.groups,
        platforms=written.platforms,
    )


def _labels(when: When) -> frozenset[str]:
    return frozenset(name.partition(":")[0] for name in when.finding + when.all_findings + when.no_finding)


def _notices(files: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Key, language and text of each file `notices/<key>.<language>.md`."""
    for name, text in files.items():
        folder, _, file = name.partition("/")
        key, _, rest = file.partition(".")
        language, _, ending = rest.partition(".")
        if folder == "notices" and ending == "md":
            yield key, language, text


def _notice_errors(files: Mapping[str, str]) -> Iterator[PolicyError]:
    """People are told in both languages or not at all."""
    written = {(key, language) for key, language, _ in _notices(files)}
    for key in OWN_NOTICES:
        if not any((key, language) in written for language in LANGUAGES):
            yield PolicyError("the notice is missing: Gatepost itself shows it", file=f"notices/{key}.en.md")
    for key, language, text in _notices(files):
        file = f"notices/{key}.{language}.md"
        if language not in LANGUAGES:
            yield PolicyError(f"a notice is in English or French: name it {key}.en.md or {key}.fr.md", file=file)
        elif not text.strip():
            yield PolicyError("the notice is empty: say what was found, what is asked, and whom to ask", file=file)
        for other in LANGUAGES:
            if language in LANGUAGES and (key, other) not in written:
                yield PolicyError(f"the same notice is missing in the other language: add {key}.{other}.md", file=file)


# Where one file names something that is declared elsewhere; `*` stands for every item of a list.
_REFERENCES: Sequence[tuple[tuple[str, ...], str]] = (
    (("enforce_groups", "*"), "group"),
    (("rules", "*", "groups", "*"), "group"),
    (("rules", "*", "when", "group", "*"), "group"),
    (("rules", "*", "when", "not_group", "*"), "group"),
    (("rules", "*", "examples", "*", "principal", "groups", "*"), "group"),
    (("rules", "*", "notice"), "notice"),
    (("rules", "*", "platforms", "*"), "platform"),
    (("rules", "*", "when", "platform", "*"), "platform"),
    (("rules", "*", "examples", "*", "platform"), "platform"),
    (("rules", "*", "examples", "*", "expect", "rule"), "rule"),
)


def _known(files: Mapping[str, str], agency: Document, accounts: Document | None) -> Mapping[str, Collection[str]]:
    """What is declared, by kind. A kind of which nothing is declared, such as platforms in a part of a folder, is not checked."""
    groups = accounts.data.get("groups") if accounts is not None and isinstance(accounts.data, dict) else None
    return {
        "group": groups if isinstance(groups, dict) else (),
        "notice": {key for key, _, _ in _notices(files)},
        "platform": declared_platforms(files),
        "rule": [name for _, name in _strings(agency.data, ("rules", "*", "id"))],
    }


def _reference_errors(agency: Document, known: Mapping[str, Collection[str]]) -> Iterator[PolicyError]:
    for pattern, kind in _REFERENCES:
        for path, name in _strings(agency.data, pattern):
            if known[kind] and name not in known[kind]:
                yield agency.error(path, f"there is no {kind} {name!r}; {nearest(name, known[kind])}")


def _strings(data: Any, pattern: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The strings at the places that a pattern names, whatever else may be wrong with the data."""
    if not pattern:
        if isinstance(data, str):
            yield path, data
    elif pattern[0] == "*":
        for index, item in enumerate(data if isinstance(data, list) else ()):
            yield from _strings(item, pattern[1:], (*path, index))
    elif isinstance(data, dict) and pattern[0] in data:
        yield from _strings(data[pattern[0]], pattern[1:], (*path, pattern[0]))


def _twice(agency: Document) -> Iterator[PolicyError]:
    """Rules that take the id of an earlier one."""
    seen: set[str] = set()
    for path, name in _strings(agency.data, ("rules", "*", "id")):
        if name in seen:
            yield agency.error(path, f"there is a rule {name!r} already: give this one a name of its own")
        seen.add(name)
