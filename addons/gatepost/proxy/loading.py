"""From a policy folder and the files it names to what a worker decides with."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from gatepost.detectors import look_once
from gatepost.enrolment.compiling import compiler_in
from gatepost.enrolment.enrolled import read_enrolled
from gatepost.errors import PolicyError, PolicyErrors
from gatepost.folder import read_folder
from gatepost.identity.absences import load_absences
from gatepost.identity.config import IdentityConfig, TableFile
from gatepost.identity.directory import Directory, load_directory, with_absences
from gatepost.identity.divisions import Divisions, load_divisions
from gatepost.identity.passwords import parse_htpasswd
from gatepost.pipeline import Gate, load_gate
from gatepost.proxy.authentication import People
from gatepost.readers.orders import Reading, reading_of

# A quarter of a million people with long lines; see the directory's own bound.
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A gate, the people it knows, and by what its readers read: swapped together."""

    gate: Gate
    people: People
    reading: Reading


def load(folder: Path, cache: Path, enrolled: Path) -> Loaded:
    """Everything of one policy folder, with what was compiled kept in `cache`, and what is enrolled.

    PolicyErrors has all mistakes; OSError when a folder cannot be read, BadIndex when what is enrolled cannot be used.
    """
    files = read_folder(folder)
    gate = load_gate(files, compiler_in(cache))
    look_once(gate.detectors)
    read_enrolled(enrolled)
    return Loaded(
        gate=gate,
        people=load_people(folder, gate.identity, gate.policy.calendar.patterns),
        reading=reading_of(files, gate.policy, cache=cache, enrolled=enrolled),
    )


def load_people(folder: Path, config: IdentityConfig, patterns: Collection[str] | None = None) -> People:
    """The tables, the password file and the authorities that `identity.yaml` names, relative to the policy folder.

    `patterns` are the calendar's, where that is loaded: a person's must be one of them.
    """
    mistakes: list[PolicyError] = []

    def text(name: str) -> str:
        path = folder / name
        try:
            if path.stat().st_size <= MAX_BYTES:
                return path.read_text("utf-8-sig")
            problem = f"is larger than {MAX_BYTES} bytes"
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
        except UnicodeDecodeError:
            problem = "is not UTF-8"
        mistakes.append(PolicyError(f"{name} {problem}", file="identity.yaml"))
        return ""

    def table[T](named: TableFile | None, load: Callable[..., T], none: T) -> T:
        if named and (listed := text(named.file)):
            with _collected(mistakes):
                return load(listed, file=named.file, columns=named.columns)
        return none

    passwords, authorities = {}, ""
    directory = table(config.directory, partial(load_directory, patterns=patterns), Directory())
    directory = with_absences(directory, table(config.absences, load_absences, {}))
    divisions: Divisions = table(config.divisions, load_divisions, {})
    if config.proxy_auth and (hashed := text(config.proxy_auth.htpasswd)):
        with _collected(mistakes):
            passwords = dict(parse_htpasswd(hashed, file=config.proxy_auth.htpasswd))
    if config.client_certificate and (authorities := text(config.client_certificate.authorities)):
        with _collected(mistakes):
            _check_authorities(authorities, config.client_certificate.authorities)
    if mistakes:
        raise PolicyErrors(mistakes)
    return People(
        config=config,
        directory=directory,
        passwords=passwords,
        authorities=authorities.encode(),
        divisions=divisions,
    )


@contextmanager
def _collected(mistakes: list[PolicyError]) -> Iterator[None]:
    try:
        yield
    except PolicyErrors as errors:
        mistakes.extend(errors.errors)


def _check_authorities(bundle: str, file: str) -> None:
    """Certificates that cannot be read would turn everybody away, one by one and in silence."""
    try:
        load_pem_x509_certificates(bundle.encode())
    except ValueError as error:
        raise PolicyErrors([PolicyError("no certificates in PEM form", file=file)]) from error


def files_watched(folder: Path, config: IdentityConfig) -> tuple[Path, ...]:
    """The files outside the folder's own kinds whose change is a change of policy."""
    named = (
        config.directory.file if config.directory else "",
        config.absences.file if config.absences else "",
        config.divisions.file if config.divisions else "",
        config.proxy_auth.htpasswd if config.proxy_auth else "",
        config.client_certificate.authorities if config.client_certificate else "",
    )
    return tuple(folder / name for name in named if name)
