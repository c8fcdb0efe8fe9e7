"""One worker of the gateway: mitmproxy's core with only the built-in add-ons that an intercepting proxy needs.

Plain mitmdump loads forty, each asked at every event of every flow; these eight carry half as many requests again per
second. Workers of one node share the port: the kernel spreads connections over all sockets bound with SO_REUSEPORT.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from mitmproxy import ctx, exceptions, master, options
from mitmproxy.addons import (
    block,
    core,
    disable_h2c,
    errorcheck,
    next_layer,
    proxyserver,
    script,
    tlsconfig,
    upstream_auth,
)

from gatepost.proxy.addon import Gatepost
from gatepost.proxy.children import settings_told

DRAIN_SECONDS = 10.0
DRAIN_STEP = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """What the supervisor tells a worker. `set_options` are mitmproxy's own, as written after `--`."""

    mode: str
    host: str
    port: int
    scripts: tuple[str, ...] = ()
    set_options: tuple[str, ...] = ()
    values: Mapping[str, str | int] = field(default_factory=dict)

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def parse(cls, text: str) -> "WorkerSettings":
        values: dict[str, Any] = json.loads(text)
        return cls(**values | {"scripts": tuple(values["scripts"]), "set_options": tuple(values["set_options"])})


class SharedPortLoop(asyncio.SelectorEventLoop):
    """An event loop whose servers share their port with the other workers'."""

    async def create_server(self, *args: Any, **values: Any) -> asyncio.Server:
        values.setdefault("reuse_port", True)
        return await super().create_server(*args, **values)


class Lifeline:
    """The worker's ties to its supervisor: it says when the port is open, and goes when the supervisor is gone."""

    def __init__(self, ready: int, alive: int) -> None:
        self._ready, self._alive = ready, alive

    def running(self) -> None:
        asyncio.get_running_loop().add_reader(self._alive, ctx.master.shutdown)  # first: it may be gone already
        os.write(self._ready, b"1")
        os.close(self._ready)


class GatewayMaster(master.Master):
    def __init__(self, opts: options.Options) -> None:
        super().__init__(opts, with_termlog=False)
        self.gatepost = Gatepost()
        self.proxyserver = proxyserver.Proxyserver()
        self.addons.add(
            errorcheck.ErrorCheck(repeat_errors_on_stderr=True),
            core.Core(),
            disable_h2c.DisableH2C(),
            next_layer.NextLayer(),
            tlsconfig.TlsConfig(),
            upstream_auth.UpstreamAuth(),
            self.proxyserver,
            block.Block(),
        )

    async def drain(self) -> None:
        """Take no new connections, and end when the requests that are here are answered, or after `DRAIN_SECONDS`."""
        self.options.update(server=False)
        for _ in range(int(DRAIN_SECONDS / DRAIN_STEP)):
            await asyncio.sleep(DRAIN_STEP)
            if not self.gatepost.visits:
                break
        self.shutdown()


async def serve(settings: WorkerSettings, lifeline: Lifeline) -> None:
    """Run one worker until SIGTERM. OptionsError when an option is unknown or wrong."""
    opts = options.Options()
    worker = GatewayMaster(opts)
    if settings.scripts:
        worker.addons.add(script.ScriptLoader())
    # Scripts come before the gate: what they change is judged as it then goes out.
    worker.addons.add(worker.gatepost, lifeline)
    opts.update(mode=[settings.mode], listen_host=settings.host, listen_port=settings.port, **settings.values)
    if settings.scripts:
        opts.update(scripts=list(settings.scripts))
    set_base_options(opts, settings.set_options)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(worker.drain()))
    loop.add_signal_handler(signal.SIGINT, lambda: None)  # the supervisor has it too, and says SIGTERM
    loop.add_signal_handler(signal.SIGHUP, lambda: asyncio.ensure_future(worker.gatepost.gateway.reload()))
    await worker.run()


def set_base_options(opts: options.Options, given: Sequence[str]) -> None:
    """Set what was written after `--`. Raises OptionsError for an option that no loaded add-on knows: set and without
    effect would be worse than refused."""
    unknown = sorted(name for name in {option.partition("=")[0] for option in given} if name not in opts)
    if unknown:
        raise exceptions.OptionsError(
            f"{', '.join(unknown)}: no such option here; the gateway loads only the built-in add-ons "
            "that an intercepting proxy needs"
        )
    opts.set(*given)


def main() -> None:
    """`python -m gatepost.proxy.master READY ALIVE`, as the supervisor calls it; settings come by standard input."""
    ready, alive = sys.argv[1:]
    settings = settings_told()
    log_to_stderr()
    try:
        with asyncio.Runner(loop_factory=SharedPortLoop) as runner:
            runner.run(serve(WorkerSettings.parse(settings), Lifeline(int(ready), int(alive))))
    except exceptions.OptionsError as error:
        sys.exit(f"gatepost: {error}")


def log_to_stderr() -> None:
    """Warnings and worse of the base, and what Gatepost has to say. No line of either holds content."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    logging.getLogger("gatepost").setLevel(logging.INFO)


if __name__ == "__main__":
    main()
