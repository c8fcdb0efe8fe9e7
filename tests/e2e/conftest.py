"""The lab as fixtures: stand-in platforms for the whole run, a gateway between, real clients behind it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from demo.clients import Clients
from demo.gateway import ROOT, Gateway
from demo.policies import changed, unhindered
from demo.standin import StandIn

type StartGateway = Callable[..., Gateway]


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    standin = StandIn.start(tmp_path_factory.mktemp("standin"))
    yield standin
    standin.stop()


@pytest.fixture(scope="session")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped policy, but for a person who may post all day and has accepted the agreement: tests do little else."""
    folder = tmp_path_factory.mktemp("policies")
    return changed(ROOT / "policy", folder / "policy", {"agency.yaml": unhindered})


@pytest.fixture
def start_gateway(standin: StandIn, policy: Path, tmp_path: Path) -> Iterator[StartGateway]:
    """Starts gateways of the test's own; whatever still runs at its end is stopped."""
    with ExitStack() as stack:

        def start(name: str = "gateway", **options: Any) -> Gateway:
            arguments = {"policy": policy} | options
            gateway = Gateway.start(tmp_path / name, origin=standin.address, origin_ca=standin.ca, **arguments)
            stack.callback(gateway.kill)
            return gateway

        yield start


@pytest.fixture(scope="session")
def gateway(standin: StandIn, policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """`gatepost run`, shared by all tests that leave it as they found it."""
    folder = tmp_path_factory.mktemp("gateway")
    gateway = Gateway.start(folder, origin=standin.address, origin_ca=standin.ca, policy=policy)
    yield gateway
    gateway.stop()


@pytest.fixture(scope="session")
def trusted(gateway: Gateway, standin: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a desk trusts: the gateway's root, and the world's."""
    return trusting(gateway, standin, tmp_path_factory.mktemp("trusted"))


@pytest.fixture(scope="session")
def clients(gateway: Gateway, trusted: Path) -> Iterator[Clients]:
    with Clients.behind(gateway.url, trusted) as clients:
        yield clients


def trusting(gateway: Gateway, standin: StandIn, folder: Path) -> Path:
    bundle = folder / "trusted.pem"
    bundle.write_bytes(gateway.ca.read_bytes() + standin.ca.read_bytes())
    return bundle
