"""The add-on's options under any of mitmproxy's programs: what it needs is set, and what undoes it is refused."""

from pathlib import Path
from typing import Any

import pytest
from mitmproxy.addons.dumper import Dumper  # noqa: TID251 - what other programs load beside the gate
from mitmproxy.addons.proxyserver import Proxyserver  # noqa: TID251 - as above
from mitmproxy.addons.save import Save  # noqa: TID251 - as above
from mitmproxy.addons.savehar import SaveHar  # noqa: TID251 - as above
from mitmproxy.exceptions import OptionsError  # noqa: TID251 - as above
from mitmproxy.test import taddons  # noqa: TID251 - as above

from gatepost.proxy.addon import Gatepost
from gatepost.proxy.options import NEEDED
from tests.proxy.gateways import SHIPPED


@pytest.fixture
async def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A program with mitmproxy's own ways to write flows down, before the gate is configured."""
    monkeypatch.chdir(tmp_path)  # the default policy is a folder here
    with taddons.context(Proxyserver(), Dumper(), Save(), SaveHar()) as context:
        context.var = tmp_path
        yield context


async def start(program: Any, **values: Any) -> Gatepost:
    gate = Gatepost()
    program.master.addons.add(gate)
    settings = {"listen_host": "127.0.0.1", "gatepost_policy": str(SHIPPED), "gatepost_var": str(program.var / "var")}
    program.options.update(**settings | values)
    return gate


async def test_what_the_gate_needs_is_set(program: Any):
    gate = await start(program)
    present = {name: value for name, value in NEEDED.items() if name in program.options}
    assert {name: getattr(program.options, name) for name in present} == present
    assert {"upstream_cert", "flow_detail", "stream_large_bodies"} <= present.keys()
    await gate.done()


@pytest.mark.parametrize(("name", "value"), [("stream_large_bodies", "3m"), ("flow_detail", 3), ("websocket", False)])
async def test_what_was_set_otherwise_stops_the_start(program: Any, name: str, value: Any):
    program.options.update(**{name: value})
    with pytest.raises(OptionsError, match=f"{name} must stay"):
        await start(program)


@pytest.mark.parametrize(("name", "value"), [("save_stream_file", "a.flow"), ("hardump", "a.har")])
async def test_flows_are_written_down_only_with_leave(program: Any, name: str, value: str):
    gate = await start(program)
    path = str(program.var / value)
    with pytest.raises(OptionsError, match="gatepost_allow_dumps"):
        program.options.update(**{name: path})
    program.options.update(**{"gatepost_allow_dumps": True, name: path})
    assert getattr(program.options, name) == path
    program.options.update(**{name: None if name == "save_stream_file" else ""})
    await gate.done()


async def test_a_wrong_policy_stops_the_start(program: Any):
    with pytest.raises(OptionsError, match="is not a policy folder"):
        await start(program, gatepost_policy=str(program.var / "nowhere"))


async def test_a_listener_that_is_open_to_all_stops_the_start(program: Any):
    with pytest.raises(OptionsError, match="without authentication"):
        await start(program, listen_host="")
