"""Telling an answer from what is said to the neighbours meanwhile."""

import re

from handlers.language.names import TITLED
from handlers.language.normalise import Folded
from handlers.language.places import is_deed, is_place
from handlers.language.signup import Act, read_signup
from handlers.language.signup.asking import is_question

# A place or a title that is told alone is no longer.
LONGEST = 20
_SPOKEN_TO = re.compile("[你您]|(?<!吉)[他她]|[我俺咱](?!们的|爱)|大家(?!乐)|各位")
_SPOKEN = re.compile(
    "谢谢|多谢|感谢(?=大家|各位|书记|社区)|辛苦|收到|^[好行嗯哦对]|知道了|明白|了解|没事|没问题|不客气|不用|不对|再见|拜拜|"
    "早上好|上午好|中午好|下午好|晚上好|早安|晚安|哈哈|呵呵|不好意思|抱歉|对不起|麻烦|拜托|稍等|等一下|等会|请问|加油|"
    "休息(?!室|区|亭|处)|刚才|刚刚|昨天|来一下|去一下|过来|回来|真(?:冷|热|好|棒|是|的)|太(?:冷|热|好|棒|多|少|晚|早|累|吵|远)|很|挺|"
    r"[吗呢吧啊呀哦啦嘛了]$|[,!?;]|\.$|\.\."
)
_CLAUSES = re.compile(r"[,!?;].|\.\.|[呢吧啊呀啦]$")
_AROUND = " .,!?~，。！？、"
_LOST = re.compile(
    r"(?:你好|您好|在吗|在不在|喂|哈喽|hello|hi)+[呀啊]?|(?:我|俺)?(?:想报名|想参加)?(?:但|可|就是|又)?(?:不会|不知道怎么|不知道|不懂|弄不来|搞不懂)(?:用|弄|报|报名|操作|搞|说|怎么用|怎么弄|怎么报名|怎么说)?(?:了|啊|呀)?"
    r"|(?:这个?)?(?:怎么|怎样|咋|如何)(?:用|弄|报|报名|参加|退|退出|取消|操作|搞|说|玩)(?:呀|啊|呢|的)?|你(?:能|会|可以)(?:做|干)(?:什么|啥)|你是谁|how (?:do|does) .{1,30}|how to .{1,30}"
)
_THANKS = re.compile(
    r"(?:谢谢|多谢|感谢|谢了|辛苦了?|麻烦了?|再见|拜拜|晚安|早安|早上好|晚上好|thanks?|thank you|bye|good night)(?:你|您|啦|了|呀|啊|哈|大家)*|[^\w]+"
)
_CALLED = re.compile(TITLED)
_LETTER = re.compile(r"[^\W\d_]")


def is_talk(words: Folded) -> bool:
    """Whether words ask, or speak to somebody: 王阿姨你明天有空吗."""
    return is_question(words.text) or bool(_SPOKEN_TO.search(words.text))


def is_lost(words: Folded) -> bool:
    """Whether somebody greets, or says that they don't know how to go about it."""
    return bool(_LOST.fullmatch(words.text.strip(_AROUND)))


def is_thanks(words: Folded) -> bool:
    """Whether words, or signs, thank or say goodbye and want nothing."""
    said = words.text.strip(_AROUND)
    return bool(_THANKS.fullmatch(said))


def is_phrase(words: Folded) -> bool:
    """Whether words may be a place or a title, and are hardly anything else."""
    said = words.text
    if len(said) > LONGEST or "\n" in said or not _LETTER.search(said) or is_talk(words):
        return False
    if _CLAUSES.search(said):
        return False
    if is_place(said) or is_deed(said):
        return True
    if _SPOKEN.search(said) or _CALLED.fullmatch(said):
        return False
    return read_signup(words).act is Act.IGNORE
