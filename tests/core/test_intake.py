"""An event has one effect and one answer, however often and however broken it comes."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.intake import Intake
from bot.platforms.sandbox.client import Sandbox
from handlers.commands import all_commands
from handlers.context import Context
from handlers.dispatch import Dispatcher
from handlers.language.normalise import Folded
from handlers.message import Reply, text
from handlers.router import Router
from storage.database import Database
from storage.store import Store
from tests.chat import Chat


async def test_an_event_delivered_again_gets_its_first_answer(chat: Chat) -> None:
    said = {"chat": "王阿姨", "kind": "private", "event": "e1"}
    first = await chat.sends("王阿姨", "在吗", **said)
    again = await asyncio.gather(*(chat.sends("王阿姨", "在吗", **said) for _ in range(20)))
    assert all(answer == first for answer in again)
    assert len(await chat.heard("王阿姨")) == 1


async def test_one_event_delivered_twice_at_once_is_handled_once(chat: Chat) -> None:
    said = {"chat": "王阿姨", "kind": "private", "event": "e1"}
    answers = await asyncio.gather(*(chat.sends("王阿姨", "在吗", **said) for _ in range(10)))
    assert len({str(answer) for answer in answers}) == 1
    assert len(await chat.heard("王阿姨")) == 1


def event(number: int, said: str, **more: Any) -> dict[str, Any]:
    return {
        "event": f"e{number}",
        "chat": "wang",
        "kind": "private",
        "title": "王阿姨",
        "person": "wang",
        "name": "王阿姨",
        "text": said,
        "message": number,
        "reply_to": None,
        "reply_to_sender": None,
        "press": None,
        "mention": False,
        "photo": None,
        "document": None,
        **more,
    }


@pytest.fixture
def fragile() -> Router:
    """A router with a command that breaks after writing half of what it wanted."""
    router = Router()

    @router.command("break", "坏")
    def _(ctx: Context, _: Folded) -> Reply:
        ctx.store.people.rename(ctx.sender.id, "改了一半", own=True)
        raise ZeroDivisionError

    @router.command("fine", "好的")
    def _(ctx: Context, _: Folded) -> Reply:
        return Reply(text("merged", name=ctx.sender.name, what="好"))

    return router


def aside(store: Store) -> list[str]:
    return [error for _, _, error in store.inbox.list_set_aside()]


async def test_a_bug_undoes_its_half_and_blocks_nobody(database: Database, fragile: Router) -> None:
    clock = SystemClock()
    sandbox = Sandbox(database, clock)
    intake = Intake(database, Dispatcher(fragile), clock)

    broken = await intake.receive(sandbox, "e1", event(1, "坏"))
    assert len(broken.outbox_ids) == 1
    fine = await intake.receive(sandbox, "e2", event(2, "好的"))
    assert len(fine.outbox_ids) == 1

    assert await database.read(aside) == ["ZeroDivisionError()"]
    rows = await database.read(lambda store: store.outbox.unsent(_chat(store), 10))
    assert rows[-1][0].content["text"]["values"]["name"] == "王阿姨"
    again = await intake.receive(sandbox, "e1", event(1, "坏"))
    assert again.outbox_ids == broken.outbox_ids


async def test_an_event_that_cannot_be_read_is_set_aside_whole(database: Database) -> None:
    clock = SystemClock()
    sandbox = Sandbox(database, clock)
    intake = Intake(database, Dispatcher(all_commands()), clock)
    broken: Mapping[str, Any] = {"event": "e1", "kind": "no such kind"}

    assert (await intake.receive(sandbox, "e1", broken)).outbox_ids == ()
    assert (await intake.receive(sandbox, "e1", broken)).is_repeat
    assert len(await database.read(aside)) == 1


def _chat(store: Store) -> Any:
    return store.outbox.chats_waiting()[0]
