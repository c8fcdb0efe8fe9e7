"""CPU time and memory of a proxy: of every process in the session that it leads, or that comes from it."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(session: int) -> float:
    """User and system time so far of all living processes of this session."""
    return sum(_cpu_ticks(stat, session) for stat in Path("/proc").glob("[0-9]*/stat")) / _TICKS


def _cpu_ticks(stat: Path, session: int) -> int:
    try:
        # The name in parentheses may hold spaces; what follows it does not (proc(5)): state, ppid, pgrp, session ...
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return 0  # it ended between the listing and the reading
    return int(fields[11]) + int(fields[12]) if int(fields[3]) == session else 0


def family(first: int) -> list[int]:
    """A process and all that come from it, whatever session they are in."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended between the listing and the reading
    found = [first]
    for one in found:
        found += [pid for pid, parent in parents.items() if parent == one]
    return found


def session_of(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


def resident_kib(pid: int) -> int:
    return _status(pid, "VmRSS")


def peak_kib(pid: int) -> int:
    """The most that was resident at a time since `reset_peak`, or since the process began."""
    return _status(pid, "VmHWM")


def reset_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # proc(5): the peak is what is resident now


def _status(pid: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
