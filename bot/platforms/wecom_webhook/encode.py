"""What the bot says becomes the bodies of webhook/send. Pure."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from bot.platform import Worded
from bot.platforms.wechat.lengths import cut, split

# Bytes of a text, and of markdown; of a picture.
LONGEST, LONGEST_MARKDOWN = 2048, 4096
LARGEST_PICTURE = 2 * 1024 * 1024
TEXT_LIMIT = LONGEST // 4

Body = dict[str, Any]


def messages(message: Worded) -> list[Body]:
    """Return the bodies that say a message. Nothing can be pressed there, so buttons are left out."""
    title, _, rest = message.text.partition("\n")
    if message.is_card:
        return [markdown(f"**{title}**\n{rest}")]
    return [text(part) for part in split(message.text, LONGEST)]


def text(words: str, mentioned: Sequence[str] = ()) -> Body:
    """Return a text; `mentioned` are user ids, "@all" for everybody."""
    said: Body = {"content": words}
    if mentioned:
        said["mentioned_list"] = list(mentioned)
    return {"msgtype": "text", "text": said}


def markdown(words: str) -> Body:
    return {"msgtype": "markdown", "markdown": {"content": cut(words, LONGEST_MARKDOWN)}}


def picture(data: bytes) -> Body:
    """Return a picture, JPG or PNG. Raises ValueError for one of more than two megabytes."""
    if len(data) > LARGEST_PICTURE:
        raise ValueError(f"a picture has at most {LARGEST_PICTURE} bytes, not {len(data)}")
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return {"msgtype": "image", "image": {"base64": base64.b64encode(data).decode(), "md5": digest}}


def news(title: str, description: str, url: str, picture_url: str | None = None) -> Body:
    """Return a link with a title and a picture."""
    article = {"title": cut(title, 128), "description": cut(description, 512), "url": url}
    if picture_url is not None:
        article["picurl"] = picture_url
    return {"msgtype": "news", "news": {"articles": [article]}}
