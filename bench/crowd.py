"""The load: people who say 我参加, as fast as they are answered, or at a steady pace."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote

import orjson

from bench.client import Line, lines
from bench.figures import percentile
from bench.scene import Neighbour

WORDS = "我参加"
DONE = "已报名".encode()
# The same inside a form.
DONE_QUOTED = quote(DONE).encode()
PATH = "/sandbox/messages"


@dataclass(slots=True)
class Heard:
    """How long each answer took, in seconds, and how many were something else than a sign-up."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    others: int = 0
    sample: bytes = b""

    def note(self, wait: float, answer: bytes) -> None:
        self.waits.append(wait)
        if DONE not in answer and DONE_QUOTED not in answer:
            self.others += 1
            self.sample = answer

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    def milliseconds(self, share: float) -> float:
        return percentile(self.waits, share) * 1000


class Crowd:
    """Neighbours who speak one after the other, each once; then from the first again."""

    def __init__(self, people: list[Neighbour]) -> None:
        self._bodies = self._speak(people)

    def _speak(self, people: list[Neighbour]) -> Iterator[bytes]:
        for number in count():
            each = people[number % len(people)]
            said = {"chat": each.group, "kind": "group", "person": each.person, "name": each.person}
            yield orjson.dumps({**said, "text": WORDS, "event": f"e{number}"})

    async def _say(self, line: Line) -> bytes:
        """Let the next one speak; return what they are answered."""
        return await line.post(PATH, next(self._bodies))

    async def storm(self, address: str, connections: int, messages: int) -> Heard:
        """Let so many people speak over so many connections, each as soon as it is free."""
        heard = Heard()
        left = iter(range(messages))

        async def talk(line: Line) -> None:
            for _ in left:
                said = time.perf_counter()
                answer = await self._say(line)
                heard.note(time.perf_counter() - said, answer)

        async with lines(address, connections) as opened:
            begun = time.perf_counter()
            await asyncio.gather(*map(talk, opened))
            heard.seconds = time.perf_counter() - begun
        return heard

    async def stroll(self, address: str, per_second: int, seconds: int) -> Heard:
        """Let people speak at a steady pace, whether the earlier ones are answered or not.

        An answer's time counts from the moment at which its message was due to be sent.
        """
        heard = Heard()
        free: asyncio.Queue[Line] = asyncio.Queue()

        async def say(due: float) -> None:
            line = await free.get()
            answer = await self._say(line)
            heard.note(time.perf_counter() - due, answer)
            free.put_nowait(line)

        async with lines(address, 64) as opened, asyncio.TaskGroup() as tasks:
            for line in opened:
                free.put_nowait(line)
            begun = time.perf_counter()
            for number in range(per_second * seconds):
                due = begun + number / per_second
                await asyncio.sleep(due - time.perf_counter())
                tasks.create_task(say(due))
        heard.seconds = time.perf_counter() - begun
        return heard
