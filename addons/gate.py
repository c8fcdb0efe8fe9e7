"""`mitmdump -s addons/gate.py` works, whether the package is installed or not."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from gatepost.proxy.addon import Gatepost

addons = [Gatepost()]
