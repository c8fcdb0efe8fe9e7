"""`gatepost doctor`: check a deployment, and say what is wrong and what to do."""

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path

from gatepost.cli import doctor_console
from gatepost.cli.check import check_folder
from gatepost.cli.places import VAR, default_policy
from gatepost.cli.remark import Remark
from gatepost.clock import SystemClock
from gatepost.detectors import faces
from gatepost.enrolment.enrolled import read_enrolled
from gatepost.errors import GatepostError
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.policy.agency import Mode
from gatepost.proxy.authority import present_authority, root_key_present
from gatepost.readers.confinement import LAYERS, layers_here
from gatepost.readers.machine import tessdata
from gatepost.state import open_state, state_name

DESCRIPTION = """\
Check a deployment and say what is wrong: the policy, the keys and who can read them, the certificates, the disk, the
base, and what only the network's own people can close. Exit 1 when something is wrong; remarks alone are good.
"""
OLDEST_BASE = (12, 2, 2)  # a proxy-auth injection was fixed there
LEAST_FREE_BYTES = 1024**3


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "doctor",
        help="check a deployment",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--policy", type=Path, default=default_policy(), metavar="DIR", help="the policy folder (default: %(default)s)"
    )
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: %(default)s)"
    )
    parser.add_argument(
        "--state", default="sqlite://", metavar="URL", help="the gateway's state (default: SQLite in var)"
    )
    parser.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the event log is indexed (default: SQLite in var)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    looks: tuple[Look, ...] = (*LOOKS, partial(_state, options.state), partial(doctor_console.people, options.store))
    remarks = [remark for look in looks for remark in _safely(look, options.policy, options.var)]
    for remark in remarks:
        print(f"{'WRONG ' if remark.wrong else 'note  '} {remark.text}")
    wrong = sum(remark.wrong for remark in remarks)
    print(f"{wrong} wrong, {len(remarks) - wrong} to know")
    return 1 if wrong else 0


def _safely(look: "Look", policy: Path, var: Path) -> Iterator[Remark]:
    """What cannot be looked at is a remark like any other, and the rest is still looked at."""
    try:
        yield from look(policy, var)
    except (GatepostError, OSError) as error:
        yield Remark(True, str(error))


def _base(_policy: Path, _var: Path) -> Iterator[Remark]:
    base = version("mitmproxy")
    if tuple(int(number) for number in base.split(".")[:3]) < OLDEST_BASE:
        yield Remark(
            True,
            f"mitmproxy {base} is older than {'.'.join(map(str, OLDEST_BASE))}, which fixed a security fault: update",
        )
    if os.name == "posix" and os.geteuid() == 0:
        yield Remark(False, "running as root: give the gateway a user of its own (see deploy/gatepost.service)")
    if sys.version_info < (3, 13):
        yield Remark(False, "Python 3.12 works; 3.13 is faster")


def _policy(policy: Path, var: Path) -> Iterator[Remark]:
    mistakes, summary = check_folder(policy, var / "enrolled")
    if mistakes:
        yield Remark(True, f"the policy has {len(mistakes)} mistakes: `gatepost check {policy}` lists them")
        return
    yield Remark(False, summary)
    told = load_definitions(read_folder(policy))
    if told.policy.mode is Mode.OBSERVE:
        pilots = ", ".join(sorted(told.policy.enforce_groups)) or "nobody"
        yield Remark(False, f"the policy only observes; enforced for: {pilots}")
    if not told.identity.guarded:
        yield Remark(
            False, "whoever reaches the proxy may use it: good on this machine alone, refused on any other address"
        )


def _keys(_policy: Path, var: Path) -> Iterator[Remark]:
    keys = sorted(path for path in (var / "keys").glob("*") if path.suffix != ".pub" and not path.is_dir())
    if not keys:
        yield Remark(False, f"no keys in {var}/keys yet: the first `gatepost run` makes them")
    for path in keys:
        if path.stat().st_mode & 0o077:
            yield Remark(True, f"{path} can be read by others: chmod 600 it, and rotate the key (docs/keys.md)")
        else:
            yield Remark(False, f"key {path.name}, readable by one user")


def _authority(policy: Path, var: Path) -> Iterator[Remark]:
    authority = present_authority(var / "ca")
    if authority is None:
        yield Remark(False, "no interception authority yet: the first `gatepost run` makes it")
        return
    left = authority.expires - SystemClock().now()
    yield Remark(left < timedelta(days=30), f"the interception certificate ends on {authority.expires:%Y-%m-%d}")
    if root_key_present(var / "ca"):
        yield Remark(
            False,
            f"the root's key lies on this machine: move {var}/ca/offline to a safe and back only to renew (docs/keys.md)",
        )
    domains = load_definitions(read_folder(policy)).platforms.domains()
    if missing := [domain for domain in domains if not authority.covers(domain)]:
        yield Remark(
            True, f"the certificate does not cover {', '.join(missing[:5])}: put the root's key back and restart once"
        )


def _readers(_policy: Path, _var: Path) -> Iterator[Remark]:
    layers = layers_here()
    yield Remark(False, f"readers of files are confined by: {', '.join(layers)}")
    if not any(tessdata().glob("fra.traineddata")):
        yield Remark(False, "text in pictures is not read: apt-get install tesseract-ocr-fra")
    if missing := [layer for layer in LAYERS if not any(there.startswith(layer) for there in layers)]:
        yield Remark(False, f"this machine does not give readers: {', '.join(missing)} (docs/reading-files.md)")


def _faces(_policy: Path, var: Path) -> Iterator[Remark]:
    model = read_enrolled(var / "enrolled").faces
    if model:
        yield Remark(False, f"faces in pictures are counted by the enrolled network, SHA-256 {model.digest}")
    elif faces.installed():
        yield Remark(False, "faces in pictures are counted by the cascades of opencv-data")
    else:
        yield Remark(False, "faces in pictures are not counted: apt-get install opencv-data, or `gatepost enrol faces`")


def _disk(_policy: Path, var: Path) -> Iterator[Remark]:
    free = shutil.disk_usage(var if var.exists() else Path()).free
    if free < LEAST_FREE_BYTES:
        yield Remark(
            True, f"only {free // 2**20} MiB are free for {var}: a full disk is answered as the policy's on_fault says"
        )


def _state(url: str, _policy: Path, var: Path) -> Iterator[Remark]:
    """A file that is not there yet is left alone."""
    name = state_name(url, var)
    if url.startswith("sqlite:") and not Path(name).exists():
        yield Remark(False, f"no state in {name} yet: the first `gatepost run` makes it")
        return
    asyncio.run(_ask_state(url, var))
    yield Remark(False, f"the state, {name}, works")


async def _ask_state(url: str, var: Path) -> None:
    state = open_state(url, var)
    try:
        await state.ping()
    finally:
        await state.close()


def _edge(_policy: Path, _var: Path) -> Iterator[Remark]:
    yield Remark(
        False, "not visible from here: UDP 443 must be closed at the edge, or browsers pass the proxy by with HTTP/3"
    )
    yield Remark(
        False, "not visible from here: only the gateway may reach the platforms' hosts, or the PAC file is a courtesy"
    )


type Look = Callable[[Path, Path], Iterator[Remark]]

LOOKS: tuple[Look, ...] = (
    *(_base, _policy, _keys, doctor_console.sealing, _authority, _readers, _faces, _disk),
    *(doctor_console.retention, doctor_console.reached, _edge),
)
