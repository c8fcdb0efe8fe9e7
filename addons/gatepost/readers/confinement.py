"""A process confines itself before it opens what a stranger sent: it may read its libraries, compute, and answer.

Layers that know nothing of each other: limits, no privileges, Landlock, seccomp, and no network (which the mother left for
all her children). Where a machine lacks one, the others hold. The rule to keep: nothing here is undone for any format; one
that wants to write, to connect or to start something is read without that, or not at all.
"""

import os
import resource
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from gatepost.readers import landlock, privileges, seccomp

MEMORY_BYTES = (
    512 * 2**20
)  # beyond what the mother has loaded: a picture of 40 megapixels is 120 MB, and is held up to three times
ADDRESS_BYTES = (
    2 * 2**30
)  # with what is mapped and never touched: the file itself, threads' stacks, allocators' reserves
MOST_FILES = 64  # open at once

LAYERS = ("no network", "limits", "no privileges", "Landlock", "seccomp")

# Beside Python and its packages: what libraries read when they first need it.
_DATA = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/dev/null", "/dev/urandom")


def confine() -> tuple[str, ...]:
    """Confine this process for good, and name the layers that are in force here."""
    _limit()
    privileges.keep_memory_private()
    privileges.drop_capabilities()
    privileges.no_new_privileges()
    version = landlock.read_only(_readable())
    filtered = seccomp.refuse_calls()
    return (
        *("limits", "no privileges"),
        *((f"Landlock (version {version})",) if version else ()),
        *(("seccomp",) if filtered else ()),
    )


def allow_seconds(seconds: float) -> None:
    """So much more processor time; then the kernel ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, hard))


def _limit() -> None:
    sizes = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    present, data = (int(sizes[name].split()[0]) * 1024 for name in ("VmSize", "VmData"))
    for limit, most in (
        (resource.RLIMIT_AS, present + ADDRESS_BYTES),
        (resource.RLIMIT_DATA, data + MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),  # not a byte into any file
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _readable() -> Iterator[Path]:
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(name))
    yield Path(__file__).parents[1]
    yield from map(Path, _DATA)
    if folder := os.environ.get("TESSDATA_PREFIX"):
        yield Path(folder)


def layers_here() -> tuple[str, ...]:
    """The layers that are in force in readers on this machine, tried in a process that is then thrown away."""
    command = [sys.executable, "-P", "-m", __name__]
    tried = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30, env=environment())  # noqa: S603 - this module
    return tuple(tried.stdout.splitlines())


def environment() -> dict[str, str]:
    """What a process that reads is told of the machine: nothing of the gateway's, and to compute in one thread."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TESSDATA_PREFIX"}}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return kept | threads | {"PYTHONPATH": str(Path(__file__).parents[2])}


if __name__ == "__main__":
    network = ("no network",) if privileges.leave_network() else ()
    print("\n".join((*network, *confine())))  # noqa: T201 - it is what this process is for
