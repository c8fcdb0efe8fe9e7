"""Platform files -> Platforms. Every mistake of every file is told, with its line; nothing half right is loaded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from gatepost.errors import PolicyError, PolicyErrors
from gatepost.platforms.match import Platforms
from gatepost.platforms.spec import Endpoint, Hosts, PlatformSpec
from gatepost.platforms.wildcards import HostSet
from gatepost.yaml_source import Document, parse, validate


def load_platforms(files: Mapping[str, str], hosts: tuple[str, str] | None = None) -> Platforms:
    """The platforms of these files (name -> text) and of `policy/hosts.yaml` (its name and text). Raises PolicyErrors."""
    errors: list[PolicyError] = []
    loaded: dict[str, tuple[PlatformSpec, Document]] = {}
    for file, text in sorted(files.items()):
        try:
            spec, document = _definition(file, text)
        except PolicyErrors as wrong:
            errors.extend(wrong.errors)
            continue
        if spec.platform in loaded:
            other = loaded[spec.platform][1].file
            errors.append(document.error(("platform",), f"`{spec.platform}` is already defined in {other}"))
        loaded[spec.platform] = (spec, document)
    errors.extend(_disputed_hosts(loaded))
    own = _hosts(hosts, loaded, errors)
    if errors:
        raise PolicyErrors(errors)
    return Platforms.of({name: spec for name, (spec, _) in loaded.items()}, own)


def _definition(file: str, text: str) -> tuple[PlatformSpec, Document]:
    document = parse(text, file=file)
    document, errors = _inherited(document)
    if errors:
        raise PolicyErrors(errors)
    spec = validate(PlatformSpec, document)
    if errors := [*_mistakes(spec, document)]:
        raise PolicyErrors(errors)
    return spec, document


def _inherited(document: Document) -> tuple[Document, list[PolicyError]]:
    """The document with `like: NAME` of an entry replaced by what that earlier entry says."""
    if not isinstance(document.data, dict):
        return document, [document.error((), "write a mapping: platform, title, version, hosts, endpoints ...")]
    data = dict(document.data)
    errors: list[PolicyError] = []
    for section in ("endpoints", "frames"):
        if isinstance(data.get(section), list):
            data[section] = _merged(data[section], section, document, errors)
    return replace(document, data=data), errors


def _merged(entries: list[object], section: str, document: Document, errors: list[PolicyError]) -> list[object]:
    merged: list[object] = []
    earlier: dict[object, dict[str, object]] = {}
    for index, entry in enumerate(entries):
        whole = entry
        if isinstance(entry, dict) and "like" in entry:
            model = earlier.get(str(entry["like"]))
            if model is None:
                advice = f"no entry `{entry['like']}` stands before this one"
                errors.append(document.error((section, index, "like"), advice))
            whole = {**(model or {}), **{key: value for key, value in entry.items() if key != "like"}}
        if isinstance(whole, dict):
            earlier[str(whole.get("name"))] = whole
        merged.append(whole)
    return merged


def _mistakes(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    """What the shape alone does not show: names that do not fit together, and requests that cannot come."""
    if PurePath(document.file).stem != spec.platform:
        yield document.error(("platform",), f"name the file {spec.platform}.yaml, or this platform as the file")
    if "default" not in spec.refusals:
        yield document.error(("refusals",), "add `default`: the refusal where an endpoint names no other")
    yield from _repeated_names(spec, document)
    yield from _unknown_names(spec, document)
    yield from _unreachable(spec, document)
    yield from _pieces_of_nothing(spec, document)
    yield from _sent_nowhere(spec, document)
    yield from _foreign_hosts(spec, document)


def _repeated_names(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    seen = {"other"}
    for section in ("endpoints", "ignore", "learn", "frames", "transports"):
        for index, entry in enumerate(getattr(spec, section)):
            if entry.name in seen:
                yield document.error(
                    (section, index, "name"), f"`{entry.name}` is taken: give every entry its own name"
                )
            seen.add(entry.name)


def _unknown_names(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    transports = {transport.name for transport in spec.transports}
    for section in ("endpoints", "frames", "transports"):
        for index, entry in enumerate(getattr(spec, section)):
            if entry.refusal is not None and entry.refusal not in spec.refusals:
                yield document.error((section, index, "refusal"), f"`{entry.refusal}` is not under `refusals`")
            if isinstance(entry, Endpoint) and entry.transport is not None and entry.transport not in transports:
                yield document.error((section, index, "transport"), f"`{entry.transport}` is not under `transports`")


def _unreachable(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    for index, endpoint in enumerate(spec.endpoints):
        place = ("endpoints", index)
        if endpoint.transport is None and not endpoint.path:
            yield document.error(place, "add `path`, or `transport` and `operation`")
        if endpoint.transport is not None and (endpoint.path or not endpoint.operation):
            yield document.error(place, "an endpoint of a transport has `operation` and no `path`")
        if endpoint.transport is None and endpoint.operation:
            yield document.error((*place, "operation"), "`operation` needs `transport`")
    for section in ("ignore", "learn", "frames", "transports"):
        for index, entry in enumerate(getattr(spec, section)):
            if not entry.path:
                yield document.error((section, index), "add `path`")
    for index, ignore in enumerate(spec.ignore):
        if not all(condition.place.in_head for condition in ignore.when):
            yield document.error(("ignore", index, "when"), "only q:, path:, header: and cookie: are known here")


def _pieces_of_nothing(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    for index, endpoint in enumerate(spec.endpoints):
        if endpoint.pieces is None:
            continue
        place = ("endpoints", index, "pieces")
        if not endpoint.media:
            yield document.error(place, "add `media`: which upload the pieces belong to")
        if not (endpoint.pieces.number or endpoint.pieces.offset):
            yield document.error(place, "add `number` or `offset`: where in the file a piece belongs")


def _sent_nowhere(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    for index, endpoint in enumerate(spec.endpoints):
        places = endpoint.sends_to
        if places and not (places.whole or (places.each and places.address)):
            yield document.error(("endpoints", index, "sends_to"), "add `whole`, or `each` and in it `address`")


def _foreign_hosts(spec: PlatformSpec, document: Document) -> Iterator[PolicyError]:
    """Hosts of single entries that the platform as a whole does not have. (Federated ones come from another file.)"""
    known = HostSet.of((*spec.hosts, *spec.shared_hosts))
    for section in ("endpoints", "ignore", "learn", "frames", "transports"):
        for index, entry in enumerate(getattr(spec, section)):
            for host in entry.hosts:
                if host not in known.exact and host.replace("*.", "any.") not in known:
                    yield document.error((section, index, "hosts"), f"add `{host}` to `hosts` of the platform too")


def _disputed_hosts(loaded: Mapping[str, tuple[PlatformSpec, Document]]) -> Iterator[PolicyError]:
    """Hosts that two definitions claim, or that one claims and another leaves alone."""
    owners: dict[str, str] = {}
    for spec, document in loaded.values():
        for index, host in enumerate(spec.hosts):
            if host in owners:
                advice = f"`{host}` belongs to {owners[host]}: write it under `shared_hosts` here"
                yield document.error(("hosts", index), advice)
            owners.setdefault(host, spec.platform)
    for spec, document in loaded.values():
        for index, pattern in enumerate(spec.leave_alone):
            left = HostSet.of([pattern])
            for host, owner in owners.items():
                if host == pattern or host in left:
                    yield document.error(
                        ("leave_alone", index), f"`{host}` belongs to {owner}: it cannot be left alone"
                    )


def _hosts(
    given: tuple[str, str] | None, loaded: Mapping[str, tuple[PlatformSpec, Document]], errors: list[PolicyError]
) -> Hosts:
    if given is None:
        return Hosts()
    file, text = given
    try:
        document = parse(text, file=file)
        hosts = validate(Hosts, document)
    except PolicyErrors as wrong:
        errors.extend(wrong.errors)
        return Hosts()
    errors.extend(_unknown_platforms(hosts, document, loaded))
    return hosts


def _unknown_platforms(hosts: Hosts, document: Document, loaded: Iterable[str]) -> Iterator[PolicyError]:
    known = ", ".join(sorted(loaded))
    for name in hosts.platforms:
        if name not in loaded:
            yield document.key_error((name,), f"no definition of a platform `{name}`: known are {known}")
    for index, name in enumerate(hosts.prohibited):
        if name not in loaded:
            yield document.error(("prohibited", index), f"no definition of a platform `{name}`: known are {known}")
    for index, target in enumerate(hosts.never_inspect.targets):
        if target.platform not in loaded:
            place = ("never_inspect", "targets", index, "platform")
            yield document.error(place, f"no definition of a platform `{target.platform}`: known are {known}")
