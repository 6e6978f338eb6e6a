"""What the bot says becomes the bodies that WeCom takes. Pure.

An answer is a stream that is finished at once, with a card where there are buttons; whatever comes
unasked is markdown, and a card.
"""

from collections.abc import Sequence

from bot.platform import Worded
from bot.platforms.wechat.cards import BUTTONS, Body, card, fits, shown_buttons
from bot.platforms.wechat.lengths import cut

# Bytes of a stream or of markdown, and as many characters for certain.
LONGEST = 20_480
TEXT_LIMIT = LONGEST // 4


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
    said = [] if fits(message) else [markdown(message.text)]
    cards = [
        {"msgtype": "template_card", "template_card": card(message, first, is_whole=not said)}
        for first in range(0, len(shown_buttons(message)), BUTTONS)
    ]
    return said + cards


def unfinished(stream: str) -> Body:
    """Return the answer that makes WeCom ask again."""
    return {"msgtype": "stream", "stream": {"id": stream, "finish": False, "content": ""}}


def markdown(text: str) -> Body:
    return {"msgtype": "markdown", "markdown": {"content": cut(plain(text), LONGEST)}}


def plain(text: str) -> str:
    """Return a text in which nobody's words become a link."""
    return text.replace("](", "] (")


def update(shown: Body, whom: str | None = None) -> Body:
    """Return the answer to a press: the card anew, for everybody or for whom it is meant alone."""
    body: Body = {"response_type": "update_template_card", "template_card": shown}
    if whom is not None:
        body["userids"] = [whom]
    return body
