"""Template cards, the messages of WeCom that have buttons. Pure.

Messages of WeCom have no ids that a quote or a press would name: one is known by what it says.
"""

import hashlib
from typing import Any

from bot.platform import Worded
from handlers.message import ticket_of

BUTTONS = 6
# Characters: more is not shown whole on a card.
TITLE, SUBTITLE, LABEL = 26, 112, 10
_MARKED = 64
_GREY, _BLUE = 2, 1

Body = dict[str, Any]


def mark(text: str) -> str:
    """Return what a message is known by when somebody quotes it: the start of what it says."""
    letters = "".join(filter(str.isalnum, text))[:_MARKED]
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:24]


def shown_buttons(message: Worded) -> list[tuple[str, str]]:
    """Return the buttons that can be shown: no link leads into a private chat."""
    return [(label, press) for label, press in message.buttons if ticket_of(press) is None]


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


def fits(message: Worded) -> bool:
    """Whether a card shows all the words of a message."""
    title, _, rest = message.text.partition("\n")
    return bool(shown_buttons(message)) and len(title) <= TITLE and len(rest) <= SUBTITLE


def chosen(shown: Body, press: str) -> Body:
    """Return a card on which one button was pressed for good: the others turn grey."""
    buttons = [
        {**each, "style": _BLUE if each["key"] == press else _GREY} for each in shown["button_list"]
    ]
    return {**shown, "button_list": buttons}


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def with_labels(message: Worded) -> str:
    """Return a text with its buttons as words that may be said."""
    labels = "".join(f"【{label}】" for label, _ in shown_buttons(message))
    return f"{message.text}\n{labels}" if labels else message.text
