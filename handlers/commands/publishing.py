"""发布活动: from one line, or step by step, over a preview that is corrected in words, to a card."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from handlers.actions import cards, drafts, posters
from handlers.actions.authority import require_staff
from handlers.actions.drafts import Draft, Step
from handlers.actions.publishing import publish
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import NO, YES, bare
from handlers.language.corrections import Preview, read_correction, read_seats
from handlers.language.normalise import Folded
from handlers.language.notice import Notice, read_notice
from handlers.language.places import is_deed
from handlers.language.signup import Act, read_signup
from handlers.language.talk import is_phrase, is_talk
from handlers.language.timing import read_move
from handlers.message import LiveCard, Reply, text
from handlers.router import Answer, Answerer, Router, Who
from storage.types import Question

router = Router()

_YES = YES | {"publish", "yes please", "go ahead", "publish it", "looks good"}
# 确认吧, 好的发吧, 行，就这样发布.
_AGREES = re.compile(
    r"(?:(?:好的?|行|可以了?|嗯+|对的?|是的?|没错|没问题|就这样|ok)[,\s!.、]*)*"
    r"(?:(?:那就|就|请|马上|现在)*(?:确认|确定|没问题|可以了|就这样|发(?:布|出去|出|了)?)(?:发布)?)[吧啦呀啊哦嘞哈\s!.]*"
)
_NO = NO - {"不对"} | {"取消发布", "不发了", "不发", "还是算了", "先不发了"}
_WRONG = frozenset(
    [
        "不对",
        "不对吧",
        "不对啊",
        "错了",
        "写错了",
        "有误",
        "不行",
        "改一下",
        "要改",
        "我要改",
        "修改",
        "wrong",
    ]
)
# 时间错了, 地点写得不对.
_IS_WRONG = re.compile(
    r"(?:时间|日期|地点|地址|名额|人数|标题|题目|名称|名字|截止|备注)(?:好像|写|弄|搞|填)*得?(?:不对|错了?|有误|不是这样)(?:了|啊|吧|呢)?"
)
# 好啊.
_SOFTLY = "吧啦呀啊哦嘞哈"


class Bare(Enum):
    """An answer that tells nothing of the activity itself."""

    YES = auto()
    NO = auto()
    WRONG = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """A draft and how the next words are read for it.

    Where nobody `is_addressed` the words may be for the neighbours: they count if they are hardly
    anything but an answer.
    """

    draft: Draft
    ctx: Context
    is_addressed: bool

    def read(self, words: Folded) -> Bare | Notice | None:
        """Read an answer: to what was asked, or a correction of what was told before."""
        said = bare(words)
        if said.rstrip(_SOFTLY) in _NO:
            return Bare.NO
        if said.rstrip(_SOFTLY) in _YES or _AGREES.fullmatch(said):
            return Bare.YES
        if said in _WRONG or _IS_WRONG.fullmatch(said):
            return Bare.WRONG
        return self._asked(words) or read_correction(words, self._preview)

    @property
    def _preview(self) -> Preview:
        return Preview(self.ctx.now, self.draft.start, self.draft.end)

    def _asked(self, words: Folded) -> Notice | None:
        """Read what answers the step; a place and a title are any words of one line."""
        match self.draft.step:
            case Step.WHEN if self.is_addressed or not is_talk(words):
                notice = read_notice(words, self.ctx.now)
                return notice if notice.when is not None else None
            case Step.HOUR:
                when = read_move(words, self.ctx.now, self.draft.start, None)
                return Notice(when=when) if when is not None else None
            case Step.PLACE if self._is_words(words):
                is_title = self.draft.title is None and is_deed(words.text)
                place = words.part(len("at ") if words.text.startswith("at ") else 0)
                return Notice(title=words.cut()) if is_title else Notice(place=place.cut())
            case Step.TITLE if self._is_words(words):
                return Notice(title=words.cut())
            case Step.SEATS:
                return read_seats(words)
            case _:
                return None

    def _is_words(self, words: Folded) -> bool:
        if not words.text or "\n" in words.text:
            return False
        if not self.is_addressed and not is_phrase(words):
            return False
        is_signup = read_signup(words).act is Act.ACT
        return not is_signup and read_correction(words, self._preview) is None


@router.command("publish", "发布活动", "发起活动", "新建活动", "发活动", "publish", who=Who.STAFF)
def start(ctx: Context, words: Folded) -> Answer:
    require_staff(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    notice = read_notice(words, ctx.now) if words.text else Notice()
    return _ask(ctx, _told(ctx, Draft(ctx.home.id, asks_seats=not words.text), notice))


@router.place
def locate(ctx: Context, name: Folded) -> Answer:
    """Take a place on the map for the answer to where, or for another place in the preview; one
    without a name tells the neighbours nothing.
    """
    question = drafts.open_draft(ctx.store, ctx.sender.id, ctx.chat.id, ctx.now)
    if question is None or drafts.restore(question.payload).step not in (Step.PLACE, Step.CONFIRM):
        return None
    if not name.text:
        return Reply(text("publishing-place-name"))
    return answer(ctx, question, Notice(place=name.cut()))


@router.press(drafts.KIND)
def press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    """Confirm or drop the preview whose button was pressed, if it is the presser's newest."""
    question = drafts.open_draft(ctx.store, ctx.sender.id, ctx.chat.id, ctx.now)
    shown = ctx.about.content.get("question") if ctx.about else None
    if question is None or question.id != shown:
        raise UserError("publishing-preview-gone")
    return answer(ctx, question, Bare.YES if arguments == ("yes",) else Bare.NO)


def accepts(words: Folded, question: Question, ctx: Context) -> Bare | Notice | None:
    quoted = ctx.about.content.get("question") if ctx.about else None
    is_addressed = ctx.is_private or ctx.message.is_addressed or quoted == question.id
    return Form(drafts.restore(question.payload), ctx, is_addressed).read(words)


def answer(ctx: Context, question: Question, said: Bare | Notice) -> Answer:
    draft = drafts.restore(question.payload)
    if isinstance(said, Notice):
        return _ask(ctx, _told(ctx, draft, said), draft)
    if said is Bare.WRONG:
        return Reply(text("publishing-what"))
    ctx.store.questions.close(question.id)
    if said is Bare.NO:
        return Reply(text("publishing-dropped"), is_nod=True)
    return _publish(ctx, draft) if draft.step is Step.CONFIRM else _ask(ctx, draft)


def _told(ctx: Context, draft: Draft, notice: Notice) -> Draft:
    return drafts.addressed(ctx.store, draft.told(notice), notice.audience, ctx.chat)


def _publish(ctx: Context, draft: Draft) -> Answer:
    activity = draft.activity(ctx.sender.id, ctx.now)
    published, groups = publish(ctx.store, ctx.sender, activity, ctx.chat.id, ctx.now)
    is_here = ctx.chat.community_id == published.community_id and not ctx.is_private
    if is_here and published.group_id in (None, ctx.chat.id):
        return LiveCard(published.id)
    key = "publishing-done" if groups else "publishing-done-nowhere"
    what = cards.name(published)
    buttons = () if groups else posters.buttons(published)
    return Reply(text(key, what=what, groups=groups), buttons, activity=published.id)


def _ask(ctx: Context, draft: Draft, before: Draft | None = None) -> Reply:
    question = drafts.asked(ctx.sender.id, ctx.chat.id, ctx.now)
    return drafts.ask(ctx.store, question, draft, ctx.now, before)


router.answers(Answerer(drafts.KIND, accepts, answer))
