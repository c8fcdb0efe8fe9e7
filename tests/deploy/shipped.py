"""What the shipped policy says of hosts."""

from demo.gateway import ROOT
from gatepost.folder import read_folder
from gatepost.platforms import load_platforms

_FILES = read_folder(ROOT / "policy")
_DEFINITIONS = {name: text for name, text in _FILES.items() if name.startswith("platforms/")}

DOMAINS = load_platforms(_DEFINITIONS, ("hosts.yaml", _FILES["hosts.yaml"])).domains()
