"""What is said of an open preview and read by nobody gets a sentence, not silence."""

import re

from handlers.actions import drafts
from handlers.context import Context
from handlers.language.normalise import Folded
from handlers.message import Reply, text
from handlers.router import Answer, Router

router = Router()

_NOTE = re.compile(r"(?:备注|说明|注意事项|注意|温馨提示|提示|要求|note)[:\s].*", re.DOTALL)


@router.sentence
def unread(ctx: Context, words: Folded) -> Answer:
    """Say how to correct it, to who speaks to the bot while a preview is open here."""
    is_note = _NOTE.fullmatch(words.text) is not None
    quoted = ctx.about.content.get("question") if ctx.about else None
    if not (ctx.is_private or ctx.message.is_addressed or quoted or is_note):
        return None
    question = drafts.open_draft(ctx.store, ctx.sender.id, ctx.chat.id, ctx.now)
    if question is None:
        return None
    return Reply(text("publishing-no-notes" if is_note else "publishing-unread"))
