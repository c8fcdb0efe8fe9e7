"""Seccomp: system calls that no reader of files has a use for are refused from now on, by libseccomp's filter.

The library belongs to every Debian and most other systems, and knows each call's number on each architecture; where it is
missing, this layer is. A few functions of its stable interface are all that is needed of it. A refused call fails as if
it were not permitted, so that a library that merely tries goes on. The rule to keep: starting threads stays allowed
(libraries of pictures do), starting processes does not.
"""

import ctypes
import errno
import os
from collections.abc import Mapping

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NOT_EQUAL, _MASKED_EQUAL = 1, 7
_UNKNOWN = -1

_REFUSED = (
    # what reaches others
    *("socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "socketcall"),
    # what starts or follows processes, or reaches into them
    *("execve", "execveat", "fork", "vfork", "kill", "tkill", "ptrace", "process_vm_readv", "process_vm_writev"),
    *("pidfd_open", "pidfd_getfd", "pidfd_send_signal", "process_madvise", "kcmp", "setpriority"),
    # what changes files
    *("creat", "openat2", "open_by_handle_at", "name_to_handle_at", "mknod", "mknodat", "mkdir", "mkdirat", "rmdir"),
    *("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("truncate", "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "fchownat", "lchown"),
    *("utime", "utimes", "utimensat", "futimesat", "setxattr", "fsetxattr", "lsetxattr"),
    # what changes the machine or what this process may do
    *("mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "open_tree", "move_mount", "fsopen", "fsmount"),
    *("bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("keyctl", "add_key", "request_key", "personality", "setuid", "setgid", "setreuid", "setregid", "setresuid"),
    *("setresgid", "setgroups", "capset", "init_module", "finit_module", "kexec_load", "reboot", "swapon", "quotactl"),
    *("shmget", "msgget", "semget", "mq_open", "memfd_create"),
)
_CLONE_THREAD = 0x00010000
_OWN_PROCESS = 0


class _Comparison(ctypes.Structure):
    _fields_ = (("argument", ctypes.c_uint), ("how", ctypes.c_int), ("one", ctypes.c_uint64), ("two", ctypes.c_uint64))


def _library() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = (ctypes.c_uint32,)
    library.seccomp_rule_add_array.argtypes = (
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint),
        ctypes.POINTER(_Comparison),
    )
    library.seccomp_load.argtypes = library.seccomp_release.argtypes = (ctypes.c_void_p,)
    return library


_LIBRARY = _library()


def refuse_calls() -> bool:
    """Put the filter in force for this process; whether there is one. OSError where the kernel does not take it."""
    if _LIBRARY is None:
        return False
    made = _LIBRARY.seccomp_init(_ALLOW)
    try:
        for (name, *condition), error in _rules().items():
            _refuse(_LIBRARY, made, name, error, [_Comparison(*numbers) for numbers in condition])
        _checked(_LIBRARY.seccomp_load(made))
    finally:
        _LIBRARY.seccomp_release(made)
    return True


type _Rule = tuple[str, *tuple[tuple[int, int, int, int], ...]]  # a call, and what its arguments are when it is refused


def _rules() -> Mapping[_Rule, int]:
    """What is refused, and with which error. clone3 has its flags out of sight: told it does not exist, libraries use clone."""
    opening = [("open", 1), ("openat", 2)]
    return {
        **{(name,): errno.EPERM for name in _REFUSED},
        ("clone3",): errno.ENOSYS,
        ("clone", (0, _MASKED_EQUAL, _CLONE_THREAD, 0)): errno.EPERM,
        ("tgkill", (0, _NOT_EQUAL, os.getpid(), 0)): errno.EPERM,
        ("prlimit64", (0, _NOT_EQUAL, _OWN_PROCESS, 0)): errno.EPERM,
        **{(call, (at, _MASKED_EQUAL, flag, flag)): errno.EPERM for call, at in opening for flag in _WRITING},
    }


_WRITING = (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC)


def _refuse(library: ctypes.CDLL, made: int, name: str, error: int, condition: list[_Comparison]) -> None:
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number == _UNKNOWN:
        return  # younger than the library, or of another architecture
    array = (_Comparison * len(condition))(*condition)
    _checked(library.seccomp_rule_add_array(made, _ERRNO | error, number, len(condition), array))


def _checked(result: int) -> None:
    if result < 0:
        raise OSError(-result, os.strerror(-result))
