"""Raw updates as Telegram sends them, and what they mean to the bot."""

from dataclasses import replace
from typing import Any

import pytest

from bot.platforms.telegram.api import loads
from bot.platforms.telegram.decode import Decoder, Me
from handlers.message import Happening, Incoming
from storage.types import ChatKind

ME = Me(123456, "youhu_bot", hears_groups=False)
DECODER = Decoder("default", ME)
GROUP = {"id": -1001, "type": "supergroup", "title": "院里", "is_forum": True}
WANG = {"id": 77, "is_bot": False, "first_name": "王", "last_name": "阿姨", "language_code": "zh"}
BOT = {"id": 123456, "is_bot": True, "first_name": "有呼", "username": "youhu_bot"}


def message(**more: Any) -> dict[str, Any]:
    return {
        "update_id": 9,
        "message": {"message_id": 5, "date": 1, "chat": GROUP, "from": WANG, **more},
    }


def read(update: dict[str, Any]) -> Incoming:
    incoming = DECODER.decode(update)
    assert incoming is not None
    return incoming


def test_a_text_in_a_group() -> None:
    incoming = read(message(text="我参加", invented_in_a_later_version={"a": [1]}))
    assert incoming == Incoming(
        platform="telegram",
        account="default",
        event_id="9",
        chat_id="-1001",
        chat_kind=ChatKind.GROUP,
        chat_title="院里",
        sender_id="77",
        sender_name="王 阿姨",
        text="我参加",
        message_id="5",
    )


def test_in_private_the_bot_is_addressed() -> None:
    private = {"id": 77, "type": "private", "first_name": "王"}
    incoming = read(message(text="名单", chat=private))
    assert incoming.chat_kind is ChatKind.PRIVATE
    assert incoming.is_addressed


@pytest.mark.parametrize(
    ("said", "text", "is_addressed"),
    [
        ("@youhu_bot 我参加", "我参加", True),
        ("我参加 @YouHu_Bot", "我参加", True),
        ("@youhu_bot2 我参加", "@youhu_bot2 我参加", False),
        ("/help@youhu_bot 名单", "/help 名单", True),
        ("/set_language 繁体", "/set language 繁体", False),
        ("/start", "/start", False),
        ("/start a1B2-opaque_token", "/start", False),
        ("/start@youhu_bot x", "/start", True),
        ("我\0参加", "我参加", False),
    ],
)
def test_the_bots_name_is_taken_out(said: str, text: str, *, is_addressed: bool) -> None:
    incoming = read(message(text=said))
    assert (incoming.text, incoming.is_addressed) == (text, is_addressed)


def test_a_quote_names_the_message_and_who_wrote_it() -> None:
    quoted = {"message_id": 3, "date": 1, "chat": GROUP, "from": BOT, "text": "卡片"}
    incoming = read(message(text="我参加", reply_to_message=quoted))
    assert (incoming.reply_to, incoming.reply_to_sender) == ("3", "123456")


def test_a_topic_is_one_only_when_telegram_says_so() -> None:
    opened = {"message_id": 40, "date": 1, "chat": GROUP, "from": WANG, "forum_topic_created": {}}
    topic = {"message_thread_id": 40, "is_topic_message": True, "reply_to_message": opened}
    incoming = read(message(text="我参加", **topic))
    assert (incoming.message_id, incoming.reply_to) == ("5@40", None)
    assert read(message(text="我参加", message_thread_id=40)).message_id == "5"


def test_a_photo_keeps_its_file_its_words_and_its_album() -> None:
    photo = [{"file_id": "small", "width": 90}, {"file_id": "large", "width": 1280}]
    incoming = read(message(photo=photo, caption="我参加", media_group_id="m1"))
    assert (incoming.photos, incoming.text, incoming.album) == (("large",), "我参加", "m1")


def test_a_place_on_the_map_has_a_name_or_none() -> None:
    where = {"latitude": 23.1, "longitude": 113.2}
    venue = {"location": where, "title": "文化站", "address": "盐运西路"}
    assert read(message(location=where, venue=venue)).location == "文化站"
    assert read(message(location=where)).location == ""
    assert read(message(text="文化站")).location is None


def test_a_link_brings_its_ticket_in_private_alone() -> None:
    private = {"id": 77, "type": "private", "first_name": "王"}
    assert read(message(text="/start 12-aB_c-d", chat=private)).ticket == "12-aB_c-d"
    assert read(message(text="/start 12 34", chat=private)).ticket is None
    assert read(message(text="/start@youhu_bot 12-aB_c-d")).ticket is None


@pytest.mark.parametrize(
    "sender",
    [
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP},
        {
            "from": {"id": 136817688, "is_bot": True, "first_name": "Channel"},
            "sender_chat": {"id": -1002, "type": "channel", "title": "频道"},
        },
    ],
)
def test_who_hides_is_nobody(sender: dict[str, Any]) -> None:
    incoming = read(message(text="我参加", **sender))
    assert incoming.is_anonymous
    assert not incoming.is_from_bot


def test_another_bot_is_a_bot() -> None:
    other = {"id": 5, "is_bot": True, "first_name": "别的"}
    assert read(message(text="我参加", **{"from": other})).is_from_bot


def test_a_press_is_the_persons_even_on_a_message_that_is_too_old() -> None:
    query = {
        "id": "q1",
        "from": WANG,
        "message": {"message_id": 3, "date": 0, "chat": GROUP},
        "chat_instance": "x",
        "data": "join:1",
    }
    incoming = read({"update_id": 9, "callback_query": query})
    assert (incoming.press, incoming.reply_to, incoming.sender_id) == ("join:1", "3", "77")


def member(before: dict[str, Any], after: dict[str, Any], **more: Any) -> dict[str, Any]:
    changed = {"chat": GROUP, "from": WANG, "date": 1, "old_chat_member": before}
    return {"update_id": 9, "my_chat_member": {**changed, "new_chat_member": after, **more}}


@pytest.mark.parametrize(
    ("before", "after", "happening", "hears_all"),
    [
        ("left", "member", Happening.JOINED, False),
        ("kicked", "administrator", Happening.JOINED, True),
        ("member", "administrator", Happening.HEARING, True),
        ("administrator", "member", Happening.HEARING, False),
        ("member", "kicked", Happening.REMOVED, True),
        ("administrator", "left", Happening.REMOVED, True),
    ],
)
def test_the_bot_comes_and_goes(
    before: str, after: str, happening: Happening, *, hears_all: bool
) -> None:
    incoming = read(member({"user": BOT, "status": before}, {"user": BOT, "status": after}))
    assert (incoming.happening, incoming.hears_all) == (happening, hears_all)


def test_without_privacy_mode_a_promotion_changes_nothing() -> None:
    decoder = replace(DECODER, me=replace(ME, hears_groups=True))
    promoted = member({"status": "member"}, {"status": "administrator"})
    assert decoder.decode(promoted) is None
    joined = decoder.decode(member({"status": "left"}, {"status": "restricted", "is_member": True}))
    assert joined is not None
    assert joined.hears_all


def test_a_group_moves_whichever_side_tells_it() -> None:
    small = {"id": -5, "type": "group", "title": "院里"}
    told = [
        read(message(chat=small, migrate_to_chat_id=-1001)),
        read(message(migrate_from_chat_id=-5)),
    ]
    assert all(each.happening is Happening.MOVED for each in told)
    assert all((each.chat_id, each.moved_to) == ("-5", "-1001") for each in told)


def test_somebody_leaves() -> None:
    incoming = read(message(left_chat_member=WANG))
    assert (incoming.happening, incoming.sender_id) == (Happening.LEFT, "77")
    changed = {"old_chat_member": {"status": "member"}, "new_chat_member": {"status": "kicked"}}
    changed["new_chat_member"]["user"] = WANG  # type: ignore[assignment]
    update = {"update_id": 9, "chat_member": {"chat": GROUP, "from": BOT, **changed}}
    assert read(update).happening is Happening.LEFT


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 9},
        {"update_id": 9, "edited_message": message(text="我参加")["message"]},
        {"update_id": 9, "poll": {"id": "1"}},
        {"update_id": 9, "guest_message": message(text="我参加")["message"]},
        message(new_chat_members=[WANG]),
        message(pinned_message={"message_id": 3}),
        message(sticker={"file_id": "s"}),
        message(left_chat_member=BOT),
        message(text="/help@another_bot"),
        message(text="公告", is_automatic_forward=True),
        message(text="公告", chat={"id": -1002, "type": "channel", "title": "频道"}),
    ],
)
def test_the_rest_is_nothing_to_the_bot(update: dict[str, Any]) -> None:
    assert DECODER.decode(update) is None


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 9, "message": {"message_id": 5, "text": "我参加"}},
        {"update_id": 9, "message": []},
        {"update_id": 9, "callback_query": {"id": "1", "data": "x", "message": {}}},
        message(text="我参加", chat={"type": "group"}),
        message(text={"not": "a text"}),
        member({}, {}),
    ],
)
def test_what_is_not_built_like_an_update_is_refused(update: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError, ValueError)):
        DECODER.decode(update)


def test_half_a_character_breaks_nothing() -> None:
    (update,) = loads(b'[{"text": "\\ud83d"}]')
    assert update == {"text": "?"}
