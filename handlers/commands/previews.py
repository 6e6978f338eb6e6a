"""What is said of an open preview and read by nobody gets a sentence, not silence."""

from handlers.actions import drafts
from handlers.context import Context
from handlers.language.normalise import Folded
from handlers.message import Reply, text
from handlers.router import Answer, Router

router = Router()


@router.sentence
def unread(ctx: Context, _: Folded) -> Answer:
    """Say how to correct it, to who speaks to the bot while a preview is open here."""
    quoted = ctx.about.content.get("question") if ctx.about else None
    if not (ctx.is_private or ctx.message.is_addressed or quoted):
        return None
    question = drafts.open_draft(ctx.store, ctx.sender.id, ctx.chat.id, ctx.now)
    if question is None:
        return None
    return Reply(text("publishing-unread"))
