"""`gatepost pac`: the proxy auto-config file, from the platform definitions.

Only hosts of platforms come to the gateway; everything else goes the way it went before. An entry for a platform never
ends in `DIRECT`: a gateway that is down must not be a way around it.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from gatepost.cli.places import default_policy
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.own_pages import HOST

DESCRIPTION = """\
Print the proxy auto-config (PAC) file: only hosts of the platform definitions go to the gateway.

Serve it as application/x-ns-proxy-autoconfig; browsers find it by the address that your policy gives them.
Redirecting by host is a courtesy to privacy and capacity, not a control: close the way around at the edge.

With --list it prints the hosts alone, one a line, `.example.com` for everything below: what Squid's dstdomain reads.
"""

_TEMPLATE = """\
// Proxy auto-config of Gatepost {version}. Made by `gatepost pac`; make it again when a platform is added.
// Hosts of social platforms go to the gateway and nowhere else; everything else goes the way it went before.
var exact = {exact};
var below = {below};

function FindProxyForURL(url, host) {{
  host = host.toLowerCase().replace(/\\.$/, "");
  if (exact[host] === 1) {{ return "{gateway}"; }} // === 1: every object of JavaScript has a "constructor"
  for (var dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {{
    if (below[host.substring(dot)] === 1) {{ return "{gateway}"; }}
  }}
  return "{otherwise}";
}}
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "pac",
        help="print the proxy auto-config file",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--policy", type=Path, default=default_policy(), metavar="DIR", help="the policy folder (default: %(default)s)"
    )
    parser.add_argument(
        "--gateway",
        action="append",
        metavar="HOST:PORT",
        help="the gateway as clients reach it; more than one: tried in turn (default: 127.0.0.1:8080)",
    )
    parser.add_argument(
        "--otherwise",
        default="DIRECT",
        metavar="WORDS",
        help='what all other hosts get, such as "PROXY proxy.example:3128" (default: %(default)s)',
    )
    parser.add_argument(
        "--list", action="store_true", help="print the hosts alone, for a proxy's or firewall's own list"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    gate = load_definitions(read_folder(options.policy))
    if options.list:
        print(*host_list(gate.platforms.domains()), sep="\n")
        return 0
    print(
        pac_file(
            gate.platforms.domains(), options.gateway or ["127.0.0.1:8080"], options.otherwise, gate.policy.id.version
        ),
        end="",
    )
    return 0


def pac_file(domains: Iterable[str], gateways: Iterable[str], otherwise: str, version: str) -> str:
    """The file's text. `domains` are hosts and `*.` wildcards."""
    exact = {name: 1 for name in sorted({*domains, HOST}) if not name.startswith("*.")}
    below = {name[1:]: 1 for name in sorted(domains) if name.startswith("*.")}
    return _TEMPLATE.format(
        version=version,
        exact=json.dumps(exact),
        below=json.dumps(below),
        gateway=_quoted("; ".join(f"PROXY {gateway}" for gateway in gateways)),
        otherwise=_quoted(otherwise),
    )


def host_list(domains: Iterable[str]) -> tuple[str, ...]:
    """Hosts and, with a leading dot, everything below one. What another entry covers is left out: Squid asks for that."""
    names = {name.removeprefix("*") for name in {*domains, HOST}}
    below = tuple(name for name in names if name.startswith("."))
    return tuple(sorted(name for name in names if not any(_covers(suffix, name) for suffix in below)))


def _covers(suffix: str, name: str) -> bool:
    """`.example.com` covers `example.com` and all below it, but not itself."""
    return name != suffix and f".{name}".endswith(suffix)


def _quoted(words: str) -> str:
    return json.dumps(words)[1:-1]
