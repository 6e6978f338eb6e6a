"""A server in a process of its own: started, watched through /proc, ended by its id."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

READY = " ready on "
START_WITHIN = 60
STOP_WITHIN = 60
TICK = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `begun` is when its process was started, in seconds of `time.monotonic`."""

    pid: int
    address: str
    begun: float
    ready_after: float

    def cpu(self) -> float:
        """Return the seconds of CPU the process has used, all threads together."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, field: str = "VmRSS") -> float:
        """Return the megabytes it holds; with VmHWM the most it ever held."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
        raise LookupError(field)


@asynccontextmanager
async def serving(
    arguments: Sequence[str],
    environment: Mapping[str, str] | None = None,
    python: str | Path = sys.executable,
) -> AsyncIterator[Server]:
    """Run `python ARGUMENTS` on the first core until it is ready; stop it afterwards."""
    begun = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        python,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    try:
        os.sched_setaffinity(process.pid, {CORES[0]})
        address = await asyncio.wait_for(_address(process), START_WITHIN)
        yield Server(process.pid, address, begun, time.monotonic() - begun)
    finally:
        await _stop(process)


def stay_off_the_servers_core() -> None:
    """Pin this process to another core than the servers', where there is another."""
    os.sched_setaffinity(0, {CORES[-1]})


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for raw in process.stdout:
        line = raw.decode().strip()
        _, found, address = line.partition(READY)
        if found:
            return address
    raise RuntimeError("the server ended before it was ready")


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.communicate(), STOP_WITHIN)
    except TimeoutError:
        process.kill()
        await process.communicate()
