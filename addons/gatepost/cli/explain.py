"""`gatepost explain`: decide cases and captures, and say why. Sends nothing, remembers nothing."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from gatepost.cli.at_hand import AtHand, at_hand
from gatepost.cli.explain_moment import explain_person, how_it_counts, moment_fields, moment_line
from gatepost.cli.places import ENROLLED, default_policy
from gatepost.clock import SystemClock
from gatepost.console.evidence_words import evidence
from gatepost.console.incident_words import found_in_words
from gatepost.errors import GatepostError
from gatepost.events.record import finding_fields
from gatepost.folder import read_folder
from gatepost.model import Finding, Part, Past, Post, Where
from gatepost.pipeline import Judged, judge, judge_case
from gatepost.policy.cases import Case, differences, load_cases
from gatepost.proxy.captures import SUFFIXES, read_capture
from gatepost.responses.volume import amount_of, told
from gatepost.usage.calendar import Standing

DESCRIPTION = """\
Decide cases (.yaml .yml .json .jsonl) and captures (.mitm .flow .har) by a policy, and say why.

Nothing is sent and no state is changed. A case says the post in a few lines:

  - {platform: x, account: "@maplefan77", text: "PROTECTED B: tables", expect: {action: block}}

With --person and no file it says how the moment counts for somebody of the directory: work or own time, and why.
"""
CASES = frozenset({".yaml", ".yml", ".json", ".jsonl"})
MAX_MEDIA_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Explained:
    """One decided input; `unexpected` is what differs from its case's `expect`."""

    id: str
    judged: Judged
    counts: Standing
    elapsed_ms: float
    unexpected: tuple[str, ...] = ()


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "explain",
        help="decide cases and captures",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--policy", type=Path, default=default_policy(), metavar="DIR", help="the policy folder (default: %(default)s)"
    )
    parser.add_argument(
        "--enrolled", type=Path, default=ENROLLED, metavar="DIR", help="what is enrolled (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--expect", action="store_true", help="compare with each case's `expect`; exit 1 on any difference"
    )
    parser.add_argument(
        "--with-content", action="store_true", help="with --json: also the decoded parts, content included"
    )
    parser.add_argument(
        "--at",
        type=datetime.fromisoformat,
        metavar="TIME",
        help="the moment of cases that say none, or of --person (ISO 8601 with offset; default: now)",
    )
    parser.add_argument("--person", metavar="LOGIN", help="say how the moment counts for this login or id")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    now = options.at or SystemClock().now()
    if now.tzinfo is None:
        raise GatepostError("--at needs an offset, such as 2026-11-24T10:15:00-05:00")
    if bool(options.person) == bool(options.files):
        raise GatepostError("name the files to explain, or a --person: one of them")
    if options.person:
        return explain_person(options.policy, options.person, now, as_json=options.json)
    different = 0
    with at_hand(read_folder(options.policy), options.enrolled) as by:
        for path in options.files:
            for explained in explain_file(path, by, now):
                different += bool(explained.unexpected)
                _tell(explained, path, options)
    return 1 if options.expect and different else 0


def _tell(explained: Explained, path: Path, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(as_json(explained, with_content=options.with_content), ensure_ascii=False), flush=True)
    else:
        print(as_text(explained))
    if options.expect and explained.unexpected:
        print(f"{path}: {explained.id}: {'; '.join(explained.unexpected)}", file=sys.stderr)


def explain_file(path: Path, by: AtHand, now: datetime) -> Iterator[Explained]:
    """Each case or request of a file, decided, in its order. GatepostError when it cannot be read as either."""
    if path.suffix in CASES:
        for case in load_cases(path.read_text("utf-8"), file=str(path), now=now):
            yield _explain_case(case, by, path.parent)
    elif path.suffix in SUFFIXES:
        for name, post in read_capture(path, by.gate.platforms, by.gate.policy):
            yield _timed(name, by, partial(judge, post, Past(), by.gate, look_into=by.look_into))
    else:
        raise GatepostError(
            f"{path}: neither a case ({', '.join(sorted(CASES))}) nor a capture ({', '.join(sorted(SUFFIXES))})"
        )


def _explain_case(case: Case, by: AtHand, folder: Path) -> Explained:
    explained = _timed(case.id, by, lambda: judge_case(case, by.gate, media_reader(folder), by.look_into))
    return replace(explained, unexpected=differences(case, explained.judged.decision, explained.judged.findings))


def media_reader(folder: Path) -> Callable[[str], bytes]:
    """Reads a case's media, relative to the case's own file and never outside its folder."""

    def read(name: str) -> bytes:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise GatepostError(f"media {name!r} is outside the folder of its case")
        if path.stat().st_size > MAX_MEDIA_BYTES:
            raise GatepostError(f"media {name!r} is larger than {MAX_MEDIA_BYTES} bytes")
        return path.read_bytes()

    return read


def _timed(name: str, by: AtHand, decide: Callable[[], Judged]) -> Explained:
    started = time.perf_counter()
    judged = decide()
    elapsed_ms = (time.perf_counter() - started) * 1000
    post = judged.post
    return Explained(name, judged, how_it_counts(by.gate.policy.calendar, post.principal, post.at), elapsed_ms)


def as_json(explained: Explained, *, with_content: bool) -> dict[str, object]:
    """The object that the contract names."""
    post, decision = explained.judged.post, explained.judged.decision
    strongest = decision.strongest
    fields: dict[str, object] = {
        "id": explained.id,
        "action": str(decision.action),
        "rule": strongest.rule if strongest else None,
        "guideline": strongest.guideline if strongest else None,
        "use": decision.use.value,
        "platform": post.platform,
        "endpoint": post.endpoint,
        "activity": post.activity.value,
        "account": str(post.account) if post.account else None,
        "reply_to": post.reply_to or None,
        "findings": [finding_fields(finding) for finding in explained.judged.findings],
        "matched": [
            {"rule": match.rule, "guideline": match.guideline, "action": str(match.action)}
            | ({"shadow": True} if match.shadow else {})
            for match in decision.matched
        ],
        "exceptions": [asdict(one) for one in decision.exceptions],
        "reached": [
            {"rule": one.rule, "of": one.of, "window": one.window.value, "amount": one.amount, "at_least": one.at_least}
            for one in explained.judged.reached
        ],
        "moment": moment_fields(explained.counts),
        "policy": {"version": decision.policy.version, "digest": decision.policy.digest},
        "elapsed_ms": round(explained.elapsed_ms, 3),
    }
    return fields | ({"parts": [_part(part) for part in post.parts]} if with_content else {})


def _part(part: Part) -> dict[str, object]:
    fields: dict[str, object] = {
        "name": part.name,
        "role": part.role.value,
        "media_type": part.media_type,
        "bytes": len(part.data),
        "sha256": part.sha256,
    }
    is_text = part.media_type.startswith("text/")
    return fields | ({"text": part.data.decode("utf-8", "replace")} if is_text else {})


def as_text(explained: Explained) -> str:
    """The same for a person at a terminal."""
    post, decision = explained.judged.post, explained.judged.decision
    strongest = decision.strongest
    why = f"{strongest.rule} (guideline {strongest.guideline})" if strongest else "no rule matched"
    lines = [f"{explained.id}: {decision.action}: {why}", f"    {_what(post)}, {decision.use} use"]
    for finding in explained.judged.findings:
        lines += _found(finding)
    lines += [
        f"    {told(one).kind.en}, {one.rule} begins at {amount_of(one.of, one.at_least).en}"
        for one in explained.judged.reached
    ]
    lines += [f"    also matched {match.rule}: {match.action}" for match in decision.matched if match is not strongest]
    lines += [
        f"    exception {one.id} took {one.findings} {'finding' if one.findings == 1 else 'findings'} from {one.rule}"
        for one in decision.exceptions
    ]
    lines.append(f"    {moment_line(explained.counts)}")
    lines += [f"    not as expected: {difference}" for difference in explained.unexpected]
    return "\n".join(lines)


def _found(finding: Finding) -> Iterator[str]:
    """What was found and where, and how it is known, in the words of the console."""
    excerpt = f": {finding.excerpt}" if finding.excerpt else ""
    yield f"    found {finding.name} in {_place(finding.where)}, confidence {finding.confidence:.2f}{excerpt}"
    fields = finding_fields(finding)
    yield f"        {': '.join(filter(None, (found_in_words(fields, 'en'), evidence(fields, 'en'))))}"


def _place(where: Where) -> str:
    """As far as it is known: the part, the page, the moment of a film, the place in a picture."""
    known = (
        where.part,
        f"page {where.page}" if where.page is not None else "",
        f"at {where.time.total_seconds():.1f} s" if where.time is not None else "",
        "{2} by {3} pixels at {0}, {1}".format(*where.box) if where.box else "",
    )
    return ", ".join(filter(None, known))


def _what(post: Post) -> str:
    return f"{post.activity} on {post.platform}{f' by {post.account}' if post.account else ''}"
