"""The load: one process that posts through a proxy as fast as it is told to, and times every answer.

`python -m bench.load JOB` takes a job as JSON and prints what it measured as JSON. It speaks HTTP/1.1 on raw asyncio
protocols, because on two cores the measure must not cost what it measures. Every answer's status is checked: a fast
refusal is an error, not a good figure.
"""

import asyncio
import json
import ssl
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from demo.gateway import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`rate` is requests per second in all (0: as fast as answers come); `reconnect` makes each request a new tunnel."""

    proxy: str
    ca: str
    host: str
    path: str
    headers: tuple[str, ...] = ()
    body: str = ""
    body_bytes: int = 0  # if not 0, `body` is filled up to this length
    connections: int = 32
    seconds: float = 5.0
    warm_up: float = 0.5
    rate: float = 0
    reconnect: bool = False

    def request(self) -> bytes:
        body = self.body.encode("latin-1").ljust(self.body_bytes, b"\xa7")
        lines = (f"POST {self.path} HTTP/1.1", f"host: {self.host}", *self.headers, f"content-length: {len(body)}")
        return "\r\n".join((*lines, "", "")).encode() + body


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    errors: dict[str, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def measure(job: Job) -> Measured:
    """Run the job in a process of its own."""
    command = [sys.executable, "-m", "bench.load", json.dumps(asdict(job))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the load generator failed:\n{done.stderr}")
    return Measured(**json.loads(done.stdout))


class _Tunnel(asyncio.Protocol):
    """One connection: `exchange` writes and waits for the answer's status; answers have a length, never chunks."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._waiting: asyncio.Future[int] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0 or self._waiting is None or self._waiting.done():
            return
        head = bytes(self._received[:end]).lower()
        _, _, rest = head.partition(b"content-length:")
        length = int(rest.partition(b"\r\n")[0] or 0)
        if len(self._received) >= end + 4 + length:
            del self._received[: end + 4 + length]
            self._waiting.set_result(int(head[9:12]))

    def connection_lost(self, error: Exception | None) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("closed before the answer"))

    async def exchange(self, request: bytes) -> int:
        assert self._transport is not None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        if self._transport:
            self._transport.abort()


class _Load:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.request = job.request()
        self.context = ssl.create_default_context(cafile=job.ca)
        self.times: list[float] = []
        self.errors: Counter[str] = Counter()
        self.counting = False

    async def open(self) -> _Tunnel:
        loop = asyncio.get_running_loop()
        host, _, port = self.job.proxy.rpartition(":")
        transport, tunnel = await loop.create_connection(_Tunnel, host, int(port))
        authority = f"{self.job.host}:443"
        status = await tunnel.exchange(f"CONNECT {authority} HTTP/1.1\r\nhost: {authority}\r\n\r\n".encode())
        if status != 200:
            raise ConnectionError(f"CONNECT was answered {status}")
        secure = await loop.start_tls(transport, tunnel, self.context, server_hostname=self.job.host)
        tunnel.connection_made(secure)
        return tunnel

    async def post(self, tunnel: _Tunnel, since: float) -> None:
        status = await tunnel.exchange(self.request)
        if not self.counting:
            return
        if status == 200:
            self.times.append(time.perf_counter() - since)
        else:
            self.errors[f"status {status}"] += 1

    async def keep_alive(self) -> None:
        tunnel = await self.open()
        while True:
            await self.post(tunnel, time.perf_counter())

    async def reconnect(self) -> None:
        while True:
            since = time.perf_counter()
            tunnel = await self.open()
            await self.post(tunnel, since)
            tunnel.close()

    async def paced(self) -> None:
        """Requests at set moments whether or not earlier ones were answered: waiting counts as the proxy's time."""
        idle: asyncio.Queue[_Tunnel] = asyncio.Queue()
        for _ in range(self.job.connections):
            idle.put_nowait(await self.open())
        start, number = time.perf_counter(), 0
        async with asyncio.TaskGroup() as group:
            while True:
                due = start + number / self.job.rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(self._one(idle, due))
                number += 1

    async def _one(self, idle: asyncio.Queue[_Tunnel], due: float) -> None:
        tunnel = await idle.get()
        await self.post(tunnel, due)
        idle.put_nowait(tunnel)

    async def run(self) -> Measured:
        if self.job.rate:
            workers = [self.paced()]
        else:
            work = self.reconnect if self.job.reconnect else self.keep_alive
            workers = [work() for _ in range(self.job.connections)]
        tasks = [asyncio.create_task(self._watched(worker)) for worker in workers]
        await asyncio.sleep(self.job.warm_up)
        self.counting, start = True, time.perf_counter()
        await asyncio.sleep(self.job.seconds)
        self.counting, seconds = False, time.perf_counter() - start
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        times = sorted(self.times) or [float("nan")]
        return Measured(
            requests=len(self.times),
            seconds=seconds,
            p50_ms=1000 * times[len(times) // 2],
            p99_ms=1000 * times[min(len(times) - 1, len(times) * 99 // 100)],
            errors=dict(self.errors),
        )

    async def _watched(self, worker: Any) -> None:
        try:
            await worker
        except (OSError, ExceptionGroup) as error:  # ssl.SSLError is an OSError
            self.errors[f"{type(error).__name__}: {error}"] += 1


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_Load(Job(**json.loads(sys.argv[1]))).run()))))
