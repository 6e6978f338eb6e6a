"""What the bot says becomes the bodies of message/send and appchat/send. Pure."""

from bot.platform import Worded
from bot.platforms.wechat.cards import BUTTONS, Body, card, fits, shown_buttons
from bot.platforms.wechat.lengths import split

# Bytes of a text.
LONGEST = 2048
TEXT_LIMIT = LONGEST // 4


def messages(user: str, agent_id: int, message: Worded) -> list[Body]:
    """Return what says a message to a member: a card alone when it holds all of it."""
    to = {"touser": user, "agentid": agent_id}
    said = [] if fits(message) else [{**to, **text(part)} for part in split(message.text, LONGEST)]
    cards = [
        {**to, "msgtype": "template_card", "template_card": card(message, first, is_whole=not said)}
        for first in range(0, len(shown_buttons(message)), BUTTONS)
    ]
    return said + cards


def group_messages(chat_id: str, message: Worded) -> list[Body]:
    """Return what says a message to a group, which takes no cards and answers nothing."""
    return [{"chatid": chat_id, **text(part)} for part in split(message.text, LONGEST)]


def text(words: str) -> Body:
    return {"msgtype": "text", "text": {"content": words}}


def update(user: str, agent_id: int, code: str, shown: Body) -> Body:
    """Return the body of update_template_card; `code` came with the press and is good once."""
    return {
        "userids": [user],
        "agentid": agent_id,
        "response_code": code,
        "template_card": shown,
    }
