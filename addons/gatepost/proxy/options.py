"""The add-on's own options, all beginning with `gatepost_`, and what it sets and refuses of mitmproxy's."""

from pathlib import Path

from mitmproxy import ctx, exceptions
from mitmproxy.addonmanager import Loader

# mitmproxy's own ways of writing flows down: content, query strings and cookies would be on disk.
DUMPS = ("save_stream_file", "hardump")


def add(loader: Loader) -> None:
    loader.add_option(
        "gatepost_policy", str, "policy", "The policy folder; watched, and swapped as a whole when it changes."
    )
    loader.add_option("gatepost_var", str, "var", "Where journals, keys and state are kept.")
    loader.add_option("gatepost_state", str, "sqlite://", "Where usage, coaching and sessions are remembered.")
    loader.add_option("gatepost_node", str, "", "The name of this node in events; the host's name when empty.")
    loader.add_option("gatepost_worker", str, "1", "The name of this worker in events and of its journal.")
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
    """Set what an intercepting gateway needs of mitmproxy's options, whatever program loaded the add-on."""
    values = {
        "upstream_cert": False,  # leaves carry the requested name only; and no connection before the ClientHello is judged
        "connection_strategy": "lazy",
        "flow_detail": 0,  # the dumper would print URLs with their query strings
        "http3": False,
    }
    ctx.options.update(**{name: value for name, value in values.items() if name in ctx.options})


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
