"""撤销: taking back what one did last."""

from handlers.actions import parties, pauses, receipts
from handlers.actions.undoing.reversal import take_back
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.message import Reply, text
from handlers.router import Answer, Router

router = Router()


@router.command("undo", "撤销", "undo", runs_on=False)
def undo(ctx: Context, words: Folded) -> Answer:
    if words.text:
        return None
    about = ctx.about
    if about is not None and about.person_id not in (None, ctx.sender.id):
        raise UserError("undo-others")
    leaving = pauses.about_to_leave(ctx.store, ctx.sender, ctx.now)
    if leaving is not None:
        place = pauses.stay(ctx.store, leaving, ctx.sender)
        party = parties.party_behind(ctx.store, place.signup)
        return Reply(receipts.stayed(place, party, ctx.reader), activity=place.activity.id)
    meant = about.activity_id if about is not None else None
    taken = take_back(ctx.store, ctx.sender, ctx.home.id, meant, ctx.now)
    said = text("undo-done", what=taken.what, stand=taken.stand)
    return Reply(said, activity=taken.activity.id)
