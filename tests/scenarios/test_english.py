"""The secretary and the neighbours speak English from beginning to end."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import OWNER, Chat, conversation


@pytest.fixture
async def group(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url) as chat:
        await chat.set_up()
        await chat.says(OWNER, "语言 English")
        yield chat


async def test_an_activity_from_notice_to_call_off(group: Chat) -> None:
    line = "publish Dec 5 9:00-11:00, community square, clean-up, 20 people, note: wear boots"
    assert await group.says(OWNER, line) == (
        "Please check: [clean-up]\nWhen: Sat 5 Dec 09:00–11:00\nWhere: community square\nSeats: 20\n"
        "Sign-up closes: at the start\nNote: wear boots\n"
        'Reply "confirm" to publish or "cancel" to drop it; to change something just say so: '
        "10am, place Unit 3, bring a spade, 30 people"
    )
    assert "[Activity 1] clean-up" in await group.says(OWNER, "yes please")
    assert "no. 1" in await group.says("Ann", "put my name down")
    assert "party of 2" in await group.says("Ann", "make it 2")
    assert "You bring 1" not in await group.says("Ann", "companions Bob")
    assert "1. Ann" in await group.says(OWNER, "/list")
    assert "clean-up" in await group.says("Ann", "/my")
    assert "18 more wanted" in await group.says(OWNER, "who is missing")
    assert await group.says(OWNER, "move your car please") == ""
    assert "Sun 6 Dec 10:00" in await group.says(OWNER, "move 1 to Sunday 10am")
    assert "Sun 6 Dec 10:00–12:00" in await group.says(OWNER, "yes")
    assert "15:00" in await group.says(OWNER, "postpone activity 1 to 3pm")
    assert "Ann is off the list" in await group.says("Ann", "take my name off the list")
    assert "Called off" in await group.says(OWNER, "cancel activity 1 rain")
    assert "Called off: rain" in await group.says(OWNER, "activities 1")


async def test_step_by_step_and_corrected(group: Chat) -> None:
    for words in ("publish", "next Saturday", "9am", "at the library", "book club", "12"):
        await group.says(OWNER, words)
    assert "Sat 28 Nov 09:00–11:00" in await group.says(OWNER, "to 11am")
    assert "Guests each: 2" in await group.says(OWNER, "guests 2")
    assert "No guests" in await group.says(OWNER, "no guests")
    assert "Sign-up closes: Fri 27 Nov 18:00" in await group.says(OWNER, "close Friday 6pm")
    assert "Where: the library\n" in await group.says(OWNER, "looks good")
    assert "Reading circle" not in await group.says("Ann", "what did I sign up for")


async def test_a_command_is_no_answer_to_a_form(group: Chat) -> None:
    await group.says(OWNER, "publish Saturday 9am-11am, clean-up")
    assert "no activity 3" in await group.says(OWNER, "move 3 to Sunday 10am")
    assert "the park" in await group.says(OWNER, "the park")
