"""The add-on's own options, all beginning with `gatepost_`, and what it sets and refuses of mitmproxy's."""

import os
from pathlib import Path

from mitmproxy import ctx, exceptions
from mitmproxy.addonmanager import Loader

# mitmproxy's own ways of writing flows down: content, query strings and cookies would be on disk.
DUMPS = ("save_stream_file", "hardump")

# What must be so, and what goes wrong otherwise.
NEEDED = {
    "upstream_cert": False,  # leaves carry the requested name only; and no connection before the ClientHello is judged
    "connection_strategy": "lazy",
    "flow_detail": 0,  # the dumper would print URLs with their query strings
    "http3": False,
    "stream_large_bodies": None,  # what streams has left before it is judged
    "store_streamed_bodies": False,  # the memory for what streams is not bounded
    "validate_inbound_headers": True,  # two readings of where a request ends are two requests
    "websocket": True,  # the bytes of one that is not taken for one are not read
}


def add(loader: Loader) -> None:
    loader.add_option(
        "gatepost_policy", str, "policy", "The policy folder; watched, and swapped as a whole when it changes."
    )
    loader.add_option("gatepost_var", str, "var", "Where journals, keys and state are kept.")
    loader.add_option("gatepost_state", str, "sqlite://", "Where usage, coaching and sessions are remembered.")
    loader.add_option("gatepost_node", str, "", "The name of this node in events; the host's name when empty.")
    loader.add_option("gatepost_worker", str, "1", "The name of this worker in events and of its journal.")
    loader.add_option(
        "gatepost_enrolled", str, "", "What is enrolled (symbols ...); `enrolled` in the var folder when empty."
    )
    loader.add_option(
        "gatepost_readers", int, 0, "How many processes of this worker may read files at a time; one a core when 0."
    )
    loader.add_option(
        "gatepost_metrics",
        str,
        "",
        "HOST:PORT to serve this process's own metrics on; `gatepost run` serves all workers' together.",
    )
    loader.add_option(
        "gatepost_allow_dumps",
        bool,
        False,
        "Allow mitmproxy's own flow files, which hold content, cookies and query strings.",
    )


def harden() -> None:
    """Set what an intercepting gateway needs of mitmproxy's options, whatever program loaded the add-on.

    Raises OptionsError for one that is set to something else: overruled in silence would be worse than refused.
    """
    present = {name: value for name, value in NEEDED.items() if name in ctx.options}
    for name in present:
        if ctx.options.has_changed(name):
            _refuse_other(name)
    ctx.options.update(**present)


def keep_hardened(updated: set[str]) -> None:
    """Raises OptionsError when one of these options is about to be changed."""
    for name in updated & NEEDED.keys():
        _refuse_other(name)


def _refuse_other(name: str) -> None:
    if getattr(ctx.options, name) != NEEDED[name]:
        written = str(NEEDED[name]).lower() if NEEDED[name] is not None else "unset"
        raise exceptions.OptionsError(f"{name} must stay {written} in this gateway: leave it out")


def refuse_dumps() -> None:
    """Raises OptionsError for an option that writes flows down without leave."""
    for name in DUMPS:
        if name in ctx.options and getattr(ctx.options, name) and not ctx.options.gatepost_allow_dumps:
            raise exceptions.OptionsError(
                f"{name} writes content, cookies and query strings to disk; "
                "remove it, or allow it knowingly with --set gatepost_allow_dumps=true"
            )


def policy_folder() -> Path:
    return Path(ctx.options.gatepost_policy).expanduser()


def var_folder() -> Path:
    return Path(ctx.options.gatepost_var).expanduser()


def enrolled_folder() -> Path:
    return (
        Path(ctx.options.gatepost_enrolled).expanduser() if ctx.options.gatepost_enrolled else var_folder() / "enrolled"
    )


def reader_count() -> int:
    return int(ctx.options.gatepost_readers) or len(os.sched_getaffinity(0))
