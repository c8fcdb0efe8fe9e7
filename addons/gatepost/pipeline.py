"""The whole story of one request, and the parts it needs.

    post = read(request, gate.platforms)                        None: reading, not publishing: none of our business
    found = ... readers look into the files and long texts of it (`handed_over`), elsewhere ...
    findings = inspect(post, gate, earlier, found)              what the detectors saw, with redacted excerpts
    past = ... the shell looks up what went before ...
    decision = decide(post, findings, past, gate.policy)
    effects = answer(request, judged, stamp, gate)             what the shell shall send and record

Every step is a function of values. The shell (`gatepost.proxy`) does what needs a clock, a socket or a file between
them, and `explain` and `check` take the same way without the shell.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from gatepost.content.expand import expand, uninspectable
from gatepost.content.joined import read_on
from gatepost.content.redaction import redact
from gatepost.content.thread import MOST_BYTES, is_threaded, latest
from gatepost.detectors import MAX_FINDINGS, Detectors, at_most, detect_all, load_detectors
from gatepost.detectors.copies.published import as_published
from gatepost.enrolment import Resources, read_lexicons
from gatepost.enrolment.enrolled import Enrolled
from gatepost.enrolment.matcher import Compile, RejectedExpression, compile_asking
from gatepost.errors import PolicyError, PolicyErrors
from gatepost.events.record import Outcome, Pseudonyms, decision_event
from gatepost.folding import text_item
from gatepost.identity.config import IdentityConfig
from gatepost.model import (
    Action,
    Activity,
    Decision,
    Event,
    Finding,
    Match,
    Part,
    Past,
    Post,
    Request,
    Response,
    Role,
    Text,
    Where,
)
from gatepost.platforms import Platforms, load_platforms, refusal_of
from gatepost.policy.cases import Case
from gatepost.policy.decide import decide, with_official
from gatepost.policy.document import Policy
from gatepost.policy.known import with_known_parts
from gatepost.policy.load import load_policy
from gatepost.policy.patterns import load_patterns, rejected
from gatepost.responses import respond
from gatepost.responses.frames import frame
from gatepost.responses.notice import Advice, Form, Found, Notice, build_notice, found_in
from gatepost.responses.volume import Reached, told
from gatepost.responses.words import Bilingual
from gatepost.usage.calendar import is_work_time, next_own_time, standing
from gatepost.yaml_source import parse, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """What a policy folder says, for those that decide nothing: loaded in a moment, without building detectors."""

    policy: Policy
    platforms: Platforms
    identity: IdentityConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Definitions):
    """The loaded parts: a policy folder ready to decide. Swapped as a whole when the folder changes."""

    detectors: Detectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A post with what was found in it and decided of it; `reached` are the thresholds that the matching rules are about."""

    post: Post
    findings: tuple[Finding, ...]
    decision: Decision
    reached: tuple[Reached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What the shell knows of one decision: its id and number, the moment, the gateway, and what keeps people unnamed."""

    event_id: str
    number: str
    work_time: bool
    elapsed_ms: float
    gateway: Mapping[str, str]
    pseudonyms: Pseudonyms
    page: str = ""
    agreement: str = ""
    form: Form | None = None
    justification: str = ""
    content: str = ""
    evidence: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What the shell shall do: answer (None: let it through) and record (None: no event).

    On a websocket a refusal is `frame`; None when no client is known to understand one.
    """

    response: Response | None
    frame: bytes | None
    event: Event | None


type LookInto = Callable[[Sequence[Part], frozenset[str]], Mapping[str, Sequence[Finding]]]
UNREAD: Mapping[str, Sequence[Finding]] = MappingProxyType({})


_GONE = Advice(
    Bilingual("The guidelines have changed", "Les lignes directrices ont changé"),
    Bilingual(
        "The rule that this was about is no longer in force.", "La règle dont il s’agissait n’est plus en vigueur."
    ),
    "",
)


def nobody_reads(_parts: Sequence[Part], _labels: frozenset[str]) -> Mapping[str, Sequence[Finding]]:
    """Where there are no readers, what is for them is `uninspectable`."""
    return UNREAD


def load_definitions(files: Mapping[str, str]) -> Definitions:
    """A policy folder (relative path -> text) without its detectors. PolicyErrors has every mistake of every file."""
    mistakes: list[PolicyError] = []

    def attempt[T](load: Callable[[], T]) -> T | None:
        try:
            return load()
        except PolicyErrors as errors:
            mistakes.extend(errors.errors)
            return None

    policy = attempt(lambda: load_policy(files))
    platforms = attempt(lambda: load_platforms(_under(files, "platforms/"), _named(files, "hosts.yaml")))
    identity = attempt(lambda: load_identity(files))
    if policy is None or platforms is None or identity is None:
        raise PolicyErrors(mistakes)
    return Definitions(policy=policy, platforms=platforms, identity=identity)


def load_gate(files: Mapping[str, str], compiler: Compile = compile_asking) -> Gate:
    """A policy folder as a gate. PolicyErrors has every mistake of every file.

    `compiler` makes the matcher: the shell hands in one that does so in a child process, and keeps what it made.
    """
    told = load_definitions(files)
    detectors = load_looking(resources_of(files, told.policy), compiler, files)
    return Gate(policy=told.policy, platforms=told.platforms, identity=told.identity, detectors=detectors)


def resources_of(files: Mapping[str, str], policy: Policy, enrolled: Enrolled = Enrolled()) -> Resources:  # noqa: B008 - frozen
    """What a policy folder gives detectors to compare with, and what is enrolled beside it."""
    return Resources(
        lexicons=read_lexicons(files),
        agency_accounts=policy.agency_accounts,
        patterns=load_patterns(files),
        phrases=policy.exceptions.phrases,
        symbols=enrolled.symbols,
        copies=enrolled.copies,
        faces=enrolled.faces,
    )


def load_looking(resources: Resources, compiler: Compile, files: Mapping[str, str]) -> Detectors:
    """The detectors of texts; a lexicon that is missing or that holds a term which cannot be read is a mistake of the folder."""
    try:
        return load_detectors(resources, compiler)
    except RejectedExpression as error:
        raise PolicyErrors([rejected(files, error.place, error.reason)]) from error
    except (KeyError, ValueError, re.error) as error:
        reason = str(error.args[0] if error.args else error)
        raise PolicyErrors(
            [PolicyError(f"{reason}: restore the lists from the shipped policy", file="lexicons")]
        ) from error


def load_identity(files: Mapping[str, str]) -> IdentityConfig:
    """`identity.yaml`, or its defaults where the folder has none."""
    if "identity.yaml" not in files:
        return IdentityConfig()
    return validate(IdentityConfig, parse(files["identity.yaml"], file="identity.yaml"))


def inspect(
    post: Post, gate: Gate, earlier: Sequence[str] = (), found: Mapping[str, Sequence[Finding]] = UNREAD
) -> tuple[Finding, ...]:
    """What there is to say about a post's content: only labels that some rule can use are looked for.

    `earlier` are the texts of the person's latest posts, oldest first, with which others read this one. `found` has,
    by its name, what readers found in each part that is handed over to them; of one that it has not, nobody saw anything.
    """
    labels = gate.policy.labels_wanted(post)
    expanded = expand(post)
    items = expanded.items
    findings = with_known_parts(
        (*expanded.problems, *detect_all(items, gate.detectors, labels)), post, gate.policy.exceptions
    )
    texts = (*items, *_beginnings(expanded.handed_over))
    seen = [finding for part in expanded.handed_over for finding in found.get(part.name, _unseen(part))]
    inside = with_known_parts(as_published(seen, post.at), post, gate.policy.exceptions)
    if earlier and is_threaded(post):
        split = labels & gate.policy.threads.labels
        findings += read_on(
            earlier,
            texts,
            (*findings, *inside),
            split,
            lambda text, labels: detect_all((text,), gate.detectors, labels),
        )
    if post.activity is Activity.MESSAGE:  # a private message leaves no excerpt
        return at_most(MAX_FINDINGS, (*findings, *(replace(finding, excerpt=None) for finding in inside)))
    return at_most(MAX_FINDINGS, (*redact(findings, texts), *inside))


def _beginnings(handed_over: Sequence[Part]) -> Iterator[Text]:
    """Those of the long texts of a post: as far as an earlier post may run on into them."""
    for part in handed_over:
        if part.role is not Role.ATTACHMENT:
            yield text_item(Where(part=part.name), part.data[:MOST_BYTES].decode(errors="ignore"), part.role)


def _unseen(part: Part) -> Sequence[Finding]:
    return (uninspectable("unknown-format", part.name),)


def judge(
    post: Post, past: Past, gate: Gate, earlier: Sequence[str] = (), look_into: LookInto = nobody_reads
) -> Judged:
    """A post decided outside the gateway: nothing is sent, remembered or recorded."""
    post = with_official(post, gate.policy)
    past = replace(past, work_time=is_work_time(gate.policy.calendar, post.principal, post.at))
    findings = inspect(post, gate, earlier, look_into(expand(post).handed_over, gate.policy.labels_wanted(post)))
    decision = decide(post, findings, past, gate.policy)
    reached = reached_by(post, decision, past, gate.policy)
    return Judged(post=post, findings=findings, decision=decision, reached=reached)


def judge_case(case: Case, gate: Gate, read_file: Callable[[str], bytes], look_into: LookInto = nobody_reads) -> Judged:
    """A case decided; `read_file` gives the bytes of its media. OSError for media that cannot be read."""
    post = case.post(read_file)
    spec = gate.platforms.specs.get(post.platform)
    post = replace(post, professional=bool(spec and spec.professional))
    return judge(
        post,
        case.past(gate.policy.groups_of(post.platform)),
        gate,
        latest(case.thread, gate.policy.threads.size),
        look_into,
    )


def answer(request: Request, judged: Judged, stamp: Stamp, gate: Gate) -> Effects:
    """A decision as what the shell shall do."""
    post, findings, decision = judged.post, judged.findings, judged.decision
    response = message = None
    if decision.refuses:
        notice, refusal = notice_of(judged, stamp, gate.policy), refusal_of(post, gate.platforms)
        response = respond(request=request, post=post, notice=notice, refusal=refusal)
        message = frame(notice, refusal)
    return Effects(
        response=response,
        frame=message,
        event=_event(post, findings, decision, stamp, gate.policy) if decision.action > Action.ALLOW else None,
    )


def refusing(decision: Decision) -> tuple[Match, ...]:
    """The rules that refuse, the one that decided first: its notice is the one that the person is shown."""
    matches = [match for match in decision.matched if match.action.refuses and not match.shadow]
    return tuple(sorted(matches, key=lambda match: match != decision.strongest))


def reached_by(post: Post, decision: Decision, past: Past, policy: Policy) -> tuple[Reached, ...]:
    """What the thresholds of the matching rules were compared with."""
    names = {match.rule for match in decision.matched}
    matched = [rule for rule in policy.rules if rule.thresholds and rule.id in names]
    if not matched:
        return ()
    use, now = policy.treated_as(decision.use), standing(policy.calendar, post.principal, post.at)
    free = next_own_time(policy.calendar, post.principal, post.at, own_used=now.own_time)
    return tuple(
        Reached(
            rule=rule.id,
            of=threshold.of,
            amount=threshold.used(past, use),
            at_least=threshold.at_least[use],
            window=threshold.window,
            since=now.since,
            next_own_time=free,
            grouped=bool(threshold.group),
        )
        for rule in matched
        for threshold in rule.thresholds
    )


def found_by(judged: Judged) -> tuple[Found, ...]:
    """What there is to tell of why rules refuse: how much of what, and kinds and places."""
    matches = refusing(judged.decision)
    names = {match.rule for match in matches}
    counted = (told(reached) for reached in judged.reached if reached.rule in names)
    findings = [finding for match in matches for finding in match.findings]
    return (*dict.fromkeys(counted), *found_in(findings, judged.post.parts))


def notice_of(judged: Judged, stamp: Stamp, policy: Policy) -> Notice:
    """What the person is told about the rules that refused their post."""
    decision = judged.decision
    matches = refusing(decision)
    return notice_about(
        [match.rule for match in matches],
        action="coach" if decision.action is Action.COACH else "block",
        number=stamp.number,
        found=found_by(judged),
        policy=policy,
        page=stamp.page,
        agreement=stamp.agreement,
        form=stamp.form,
    )


def notice_about(
    rules: Sequence[str],
    *,
    action: Literal["coach", "block"],
    number: str,
    found: tuple[Found, ...],
    policy: Policy,
    page: str = "",
    agreement: str = "",
    form: Form | None = None,
    answered: tuple[Bilingual, ...] = (),
) -> Notice:
    """A refusal by these rules, in the policy's words; a rule that the policy has no more is told as such."""
    first, *also = _advice(rules, policy) or [_GONE]
    return build_notice(
        number=number,
        action=action,
        title=first.title,
        message=first.message,
        guideline=first.guideline,
        also=also,
        found=found,
        contact=policy.contact,
        contact_link=f"mailto:{policy.contact.email}",
        kept=policy.retention.coach if action == "coach" else policy.retention.block,
        help_url=policy.help_url,
        page=page,
        agreement=agreement,
        form=form,
        answered=answered,
    )


def _advice(rules: Sequence[str], policy: Policy) -> list[Advice]:
    """What the policy says for these rules, each notice once; nothing for those that it has no more."""
    known = {rule.id: rule for rule in policy.rules}
    by_notice: dict[str, Advice] = {}
    for rule in (known[name] for name in rules if name in known):
        title = Bilingual(rule.title.en, rule.title.fr)
        by_notice.setdefault(rule.notice, Advice(title, wording(policy, rule.notice), rule.guideline))
    return list(by_notice.values())


def fault_notice(number: str, policy: Policy) -> Notice:
    """What the person is told when a part of Gatepost failed: it is our fault."""
    return build_notice(
        number=number,
        action="fault",
        title=Bilingual("A fault of the gateway", "Une défaillance de la passerelle"),
        message=wording(policy, "fault"),
        contact=policy.contact,
        contact_link=f"mailto:{policy.contact.email}",
        kept=policy.retention.log,
        help_url=policy.help_url,
    )


def wording(policy: Policy, key: str) -> Bilingual:
    """A notice of the policy in both languages, as Markdown."""
    return Bilingual(policy.notice(key, "en"), policy.notice(key, "fr"))


def _event(post: Post, findings: tuple[Finding, ...], decision: Decision, stamp: Stamp, policy: Policy) -> Event:
    return decision_event(
        id=stamp.event_id,
        number=stamp.number,
        post=post,
        findings=findings,
        decision=decision,
        work_time=stamp.work_time,
        elapsed_ms=stamp.elapsed_ms,
        outcome=outcome_of(decision),
        gateway=stamp.gateway,
        pseudonyms=stamp.pseudonyms,
        official_accounts=policy.agency_accounts,
        justification=stamp.justification,
        content=stamp.content,
        evidence=stamp.evidence,
    )


def outcome_of(decision: Decision) -> Outcome:
    """How the request ended, as the event says it."""
    if decision.refuses:
        return "refused"
    if decision.justified:
        return "justified"
    return "observed" if decision.action.refuses else "forwarded"


def _under(files: Mapping[str, str], folder: str) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.startswith(folder) and name.endswith(".yaml")}


def _named(files: Mapping[str, str], name: str) -> tuple[str, str] | None:
    return (name, files[name]) if name in files else None
