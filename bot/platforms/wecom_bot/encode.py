"""What the bot says becomes the bodies that WeCom takes. Pure.

An answer is a stream that is finished at once, with a card where there are buttons; whatever comes
unasked is markdown, and a card.
"""

from collections.abc import Sequence
from typing import Any

from bot.platform import Worded
from bot.platforms.wechat.lengths import cut
from bot.platforms.wecom_bot.decode import mark
from handlers.message import ticket_of

# Bytes of a stream or of markdown, and as many characters for certain.
LONGEST = 20_480
TEXT_LIMIT = LONGEST // 4
BUTTONS = 6
# Characters: more is not shown whole on a card.
TITLE, SUBTITLE, LABEL = 26, 112, 10
_GREY, _BLUE = 2, 1

Body = dict[str, Any]


def shown_buttons(message: Worded) -> list[tuple[str, str]]:
    """Return the buttons that can be shown: no link leads into a private chat."""
    return [(label, press) for label, press in message.buttons if ticket_of(press) is None]


def answer(messages: Sequence[Worded], stream: str) -> Body:
    """Join messages into the one answer that a callback takes; the last buttons are its card's."""
    content = "\n\n".join(plain(each.text) for each in messages)
    body: Body = {
        "msgtype": "stream",
        "stream": {"id": stream, "finish": True, "content": cut(content, LONGEST)},
    }
    with_buttons = [each for each in messages if shown_buttons(each)]
    if with_buttons:
        body["msgtype"] = "stream_with_template_card"
        body["template_card"] = card(with_buttons[-1])
    return body


def welcome(message: Worded) -> Body:
    return {"msgtype": "text", "text": {"content": cut(message.text, LONGEST)}}


def notices(message: Worded) -> list[Body]:
    """Return what says a message unasked: a card alone when it holds all of it."""
    buttons = shown_buttons(message)
    title, _, rest = message.text.partition("\n")
    if not buttons or len(title) > TITLE or len(rest) > SUBTITLE:
        said = [markdown(message.text)]
    else:
        said = []
    cards = [
        {"msgtype": "template_card", "template_card": card(message, first, is_whole=not said)}
        for first in range(0, len(buttons), BUTTONS)
    ]
    return said + cards


def with_labels(message: Worded) -> str:
    """Return a text with its buttons as words that may be said."""
    labels = "".join(f"【{label}】" for label, _ in shown_buttons(message))
    return f"{message.text}\n{labels}" if labels else message.text


def unfinished(stream: str) -> Body:
    """Return the answer that makes WeCom ask again."""
    return {"msgtype": "stream", "stream": {"id": stream, "finish": False, "content": ""}}


def markdown(text: str) -> Body:
    return {"msgtype": "markdown", "markdown": {"content": cut(plain(text), LONGEST)}}


def card(message: Worded, first: int = 0, *, is_whole: bool = False, note: str = "") -> Body:
    """Return a card with the buttons from the `first` on; `is_whole`: with all its words.

    Its task is named by what the message says, the message, and the card's place in it.
    """
    title, _, rest = message.text.partition("\n")
    shown: Body = {
        "card_type": "button_interaction",
        "main_title": {"title": _short(title, TITLE)},
        "button_list": [
            {"text": _short(label, LABEL), "style": _BLUE, "key": press}
            for label, press in shown_buttons(message)[first : first + BUTTONS]
        ],
        "task_id": f"{mark(message.text)}-{message.key}-{first}",
    }
    below = "\n".join(filter(None, (note, rest if is_whole else "")))
    if below:
        shown["sub_title_text"] = _short(below, SUBTITLE)
    return shown


def update(shown: Body, task: str, chosen: str | None, whom: str | None = None) -> Body:
    """Return the answer to a press: the card anew, for everybody or for whom it is meant alone.

    Where one button was `chosen` the others turn grey.
    """
    buttons = [
        {**each, "style": _BLUE if chosen in (None, each["key"]) else _GREY}
        for each in shown["button_list"]
    ]
    body: Body = {
        "response_type": "update_template_card",
        "template_card": {**shown, "button_list": buttons, "task_id": task},
    }
    if whom is not None:
        body["userids"] = [whom]
    return body


def plain(text: str) -> str:
    """Return a text in which nobody's words become a link."""
    return text.replace("](", "] (")


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
