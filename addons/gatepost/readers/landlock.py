"""Landlock: from now on, this process and what it starts may only read, and only below these paths.

The kernel's own interface, because it is stable and small; the numbers are those of `linux/landlock.h`. What a kernel does
not know yet is left out. The rule to keep: every right is handled, and only reading is granted, so a right that a later
kernel adds is one line here.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION = 1  # flag: tell the version of the interface
_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# The rights over files that each version of the interface knows: the first 13, then refer, truncate, ioctl.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_SINCE, _NETWORK = 4, 0b11  # TCP bind and connect
_SCOPE_SINCE, _SCOPE = 6, 0b11  # abstract Unix sockets and signals to processes outside


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """The version of the kernel's interface; 0 where there is none."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, 0, _VERSION)))


def read_only(paths: Iterable[Path]) -> int:
    """Restrict this thread, and tell the version it is done by; 0 where the kernel has no Landlock. Needs `no_new_privs`."""
    known = version()
    if not known:
        return 0
    files = _FILE_RIGHTS[max(since for since in _FILE_RIGHTS if since <= known)]
    handled = _Ruleset(files, _NETWORK if known >= _NETWORK_SINCE else 0, _SCOPE if known >= _SCOPE_SINCE else 0)
    ruleset = _checked(_libc.syscall(_CREATE_RULESET, ctypes.byref(handled), ctypes.sizeof(handled), 0))
    try:
        for path in paths:
            _allow_reading(ruleset, path)
        _checked(_libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return known


def _allow_reading(ruleset: int, path: Path) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return  # what is not there cannot be read
    try:
        rule = _Beneath(_READ_FILE | (_READ_DIR if path.is_dir() else 0), parent)
        _checked(_libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(parent)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
