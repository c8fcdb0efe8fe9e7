"""What this process may do beyond others, given up for good: capabilities, new privileges, the network.

A reader needs none of it. Each is asked of the kernel by itself and without its help elsewhere: what a machine's rights do
not allow (a container without namespaces, say) is one layer less, and `doctor` says which are there.
"""

import ctypes
import os
import signal
from contextlib import suppress

_SET_PDEATHSIG, _SET_DUMPABLE, _SET_NO_NEW_PRIVS = 1, 4, 38  # linux/prctl.h
_CAPABILITIES_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def leave_network() -> bool:
    """Go to a network of one's own in which there is nothing; whether this machine lets us. Before any thread is started."""
    for namespaces in (os.CLONE_NEWNET, os.CLONE_NEWUSER | os.CLONE_NEWNET):
        with suppress(OSError):
            os.unshare(namespaces)
            return True
    return False


def drop_capabilities() -> None:
    """Not even root's own rights are left, but what root owns it may still read."""
    header = _Header(_CAPABILITIES_VERSION_3, 0)
    _checked(_libc.capset(ctypes.byref(header), (_Sets * 2)()))


def no_new_privileges() -> None:
    """Nothing that is started from here can be more than this process: neither setuid nor file capabilities count."""
    _checked(_libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def keep_memory_private() -> None:
    """No other process of the same user may look into this one, and no core of it is written."""
    _checked(_libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0))


def end_with(parent: int) -> None:
    """Be killed when the parent ends, however it ends. ProcessLookupError where it is gone already."""
    _checked(_libc.prctl(_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0))
    if os.getppid() != parent:
        raise ProcessLookupError(parent)


def _checked(result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
