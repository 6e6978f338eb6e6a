"""What the bot says becomes the fields of Bot API methods. Pure; text goes without any markup."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from telegram.constants import CallbackQueryLimit, MessageLimit

from bot.platform import Worded
from handlers.message import Poster, ticket_of

TEXT_LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
CAPTION_LIMIT = int(MessageLimit.CAPTION_LENGTH)
TOAST_LIMIT = int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)
# A toast is gone before more than this is read: then it stays until it is closed.
GLANCE = 60
PLACEHOLDER = 64
BUTTONS_A_ROW = 3
# One of the few that every chat with reactions allows by default.
NOD = "👌"

Fields = dict[str, Any]


def messages(
    chat_id: str, message: Worded, bot: str = "", *, forces_replies: bool = False
) -> list[Fields]:
    """Return the fields of sendMessage, one set for each part of a long text.

    The first part quotes, the last one has the buttons. `bot` is the name that links lead to.
    """
    parts = [{"chat_id": chat_id, "text": part, **_thread(message)} for part in split(message.text)]
    if message.quote is not None:
        number = int(message.quote.partition("@")[0])
        parts[0]["reply_parameters"] = {
            "message_id": number,
            "allow_sending_without_reply": True,
        }
    markup = keyboard(message, bot) or (_forced(message) if forces_replies else None)
    if markup is not None:
        parts[-1]["reply_markup"] = markup
    return parts


def photo(chat_id: str, message: Worded, poster: Poster) -> Fields:
    """Return the fields of sendPhoto that go along with a picture."""
    [fields, *_] = messages(chat_id, replace(message, text=_head(poster.said, CAPTION_LIMIT)))
    fields["caption"] = fields.pop("text")
    return fields


def nod(chat_id: str, message: Worded) -> Fields | None:
    """Return the fields of setMessageReaction; None where there is nothing to nod at."""
    if not message.nods or message.quote is None:
        return None
    return {
        "chat_id": chat_id,
        "message_id": int(message.quote.partition("@")[0]),
        "reaction": [{"type": "emoji", "emoji": NOD}],
    }


def edit(chat_id: str, message_id: str, message: Worded, bot: str) -> Fields:
    """Return the fields of editMessageText; no buttons take away those there were."""
    return {
        "chat_id": chat_id,
        "message_id": int(message_id),
        "text": next(split(message.text)),
        "reply_markup": keyboard(message, bot),
    }


def without_thread(fields: Fields) -> Fields:
    """Return a message as it is sent where its topic is closed or gone."""
    return {
        name: value
        for name, value in fields.items()
        if name not in ("message_thread_id", "reply_parameters")
    }


def toast(query_id: str, words: str | None) -> Fields:
    """Return the fields of answerCallbackQuery."""
    if not words:
        return {"callback_query_id": query_id}
    shown = words if units(words) <= TOAST_LIMIT else _head(words, TOAST_LIMIT - 1) + "…"
    return {
        "callback_query_id": query_id,
        "text": shown,
        "show_alert": "\n" in shown or len(shown) > GLANCE,
    }


def keyboard(message: Worded, bot: str) -> dict[str, Any] | None:
    buttons = [_button(label, press, bot) for label, press in message.buttons]
    if not buttons:
        return None
    rows = range(0, len(buttons), BUTTONS_A_ROW)
    return {"inline_keyboard": [buttons[row : row + BUTTONS_A_ROW] for row in rows]}


def _button(label: str, press: str, bot: str) -> dict[str, str]:
    """A button that leads into a private chat is a link there."""
    ticket = ticket_of(press)
    if ticket is None or not bot:
        return {"text": label, "callback_data": press}
    return {"text": label, "url": link(bot, ticket)}


def link(bot: str, ticket: str) -> str:
    """Return what opens a private chat with the bot, with a ticket in hand."""
    return f"https://t.me/{bot}?start={ticket}"


def split(text: str) -> Iterator[str]:
    """Yield a text in parts that Telegram takes, cut between lines where there are any."""
    rest = text
    while units(rest) > TEXT_LIMIT:
        head = _head(rest, TEXT_LIMIT)
        end = head.rfind("\n")
        part = head[:end] if end > 0 else head
        yield part
        rest = rest[len(part) :].removeprefix("\n")
    yield rest


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _head(text: str, limit: int) -> str:
    """Return as much of the start as has at most `limit` units."""
    encoded = text.encode("utf-16-le")[: limit * 2]
    return encoded.decode("utf-16-le", "ignore")


def _thread(message: Worded) -> Fields:
    place = message.quote or message.beside or ""
    thread = place.partition("@")[2]
    return {"message_thread_id": int(thread)} if thread else {}


def _forced(message: Worded) -> dict[str, Any] | None:
    """In privacy mode an answer is heard only as a reply: offer it as one."""
    if not message.asks or message.quote is None:
        return None
    hint = message.text.splitlines()[-1][:PLACEHOLDER]
    return {"force_reply": True, "selective": True, "input_field_placeholder": hint}
