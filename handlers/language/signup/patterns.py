"""The slots that no list of words can hold: counts, times, places, people."""

import re

from handlers.language.names import COUPLES, KIN, OWNED, RELATIVE, TITLED
from handlers.language.numerals import CHARACTERS
from handlers.language.signup.lexicon import Slot

_N = f"(?:[0-9]{{1,3}}(?![0-9])|(?!一[起齐同块道直定样下些会般])[{CHARACTERS[3:]}]{{1,3}})"
_HEAD = (
    r"(?:人(?![座间餐份床票桌行])|大人|成人|成年人|老人|小孩子?|孩子|小朋友|娃娃?|儿童|学生|宝宝|宝贝|名额|位置|位子|座位|坐位|座|劳力|劳动力"
    rf"|名(?![额单字])|志愿者|党员|家属|代表|{'|'.join(sorted(KIN, key=len, reverse=True))})"
)
_BROUGHT = r"(?:大人|老人|小孩|孩子|娃|小朋友|家属|朋友|同事|邻居)"
_KIND = r"(?:大人|成人|老人|小孩子?|孩子|儿童|小朋友|娃娃?|[大小])"
_SOMEBODY = r"(?:别人|其他人?|其他邻居|人家|需要的人?|有需要的人?|想去的人?|年轻人|大家|后面(?:的|排队的)?人?|候补的?|下一位|排队的人?)"
# What may stand behind +2: nothing that makes it a measure (+1年, +2单元, +3度).
_NO_MEASURE = r"(?![0-9年号月日度元块万%:\-/]|\.[0-9]|单元|栋|楼|天|分|小时|级|倍)"

# In the order they are tried; the named part of each is its number.
_PATTERNS: tuple[tuple[str, Slot, str], ...] = (
    ("mention", Slot.MENTION, r"@[^\s,!?]+"),
    (
        "concession",
        Slot.POLITE,
        (
            r"(?:不管|无论|不论|哪怕|就算(?!了)|即使|即便|虽然|尽管).{0,10}?(?=我|咱|俺|都|也|[,\s]|$)"
            r"|再[^\s,加报]{1,3}?(?=也|我)|(?:管[他它你]?)?(?:下不下[雨雪]|冷不冷|热不热|累不累|刮不刮风|远不远|忙不忙)(?=,?\s?[我俺咱都也报算])|(?:下[雨雪]|刮风|天冷|天热)(?=也|都|我也|我都)|风雨无阻|雷打不动"
        ),
    ),
    (
        "room",
        Slot.UNSURE,
        r"(?:还有|还能|有|还)(?:有|能)?(?:名额|位置|空位|位子|报名?|参加)(?:的话|就|(?=给我))|(?:如果|要是|若)(?:还有|还能|有)(?:名额|位置|空位|位子)(?:的话|就)?",
    ),
    (
        "late",
        Slot.POLITE,
        r"(?:可能|会|要|得|大概)+(?:稍微|稍)?(?:晚|迟|早|先|提前)(?:点|一点|些|会儿?)?(?:到|来|走|去|离开)(?:[0-9一二三四五六七八九十半几]{0,3}(?:分钟?|小时|会儿|个小时))?",
    ),
    (
        "likely",
        Slot.UNSURE,
        r"(?:可能|也许|大概|估计)(?=[^\s,]{0,3}(?:不了|不成|不上|不能|不去|不来|没法|无法|不参加|要取消|退出))",
    ),
    ("maybe", Slot.IF, r"可能|也许"),
    ("later", Slot.IF, r"再(?=报名|参加|去|来|登记|说|报$|报吧)"),
    ("again", Slot.FIRM, r"再"),
    (
        "giving",
        Slot.LEAVE,
        (
            r"(?:名额|位置|位子|座位)[我就先也]{0,2}(?:不要|不占|不用|空出?来?)了?|不(?:要|占)(?:那个|这个)?(?:名额|位置|位子)了?|(?<=[我俺])就?算了"
            r"|(?:把?我?的?(?:名额|位置|位子|座位|机会))?(?:就|先|还是|可以)?"
            rf"(?:让给|留给|转给|让出来?给|腾给|(?<=额)给|(?<=置)给|(?<=子)给)(?:{_SOMEBODY}|{TITLED})"
        ),
    ),
    (
        "condition",
        Slot.IF,
        (
            r"有(?:空|时间|机会)(?:的话)?[我俺咱]?(?:[就再才便]|一定|肯定|可以|会|尽量)"
            r"|(?:天气好|不下雨|没事|不忙|方便|天晴|身体好|天好)(?:的话)?[我俺咱]?们?[就再才]"
        ),
    ),
    (
        "teaching",
        Slot.IF,
        r"(?:回复|回个|发个?|打个?|输入|扣个?|说)\s*(?:\"?我参加|\"?报名|\"?\+1|\"?1|\"?接龙).{0,6}?(?:就|即|可|才)|\"|就算了|(?<=[去来加名])算了",
    ),
    ("spare", Slot.UNSURE, r"有(?:空|时间)(?=参加|报名|去|来)"),
    (
        "able",
        Slot.POLITE,
        r"(?:我?(?:可以|行|没问题|有空)的?|是|对|好|早|安排)[呀啊哈]?(?=[\s,!.~]|$)|好(?=我|俺|算|报名)|(?:怎么?|哪)(?:能|可以|会)(?:少|没有|不)(?:了|带|叫)?(?:我|俺)",
    ),
    ("asked", Slot.FOR, r"(?:让|叫|托|喊|请)我(?:帮忙|帮|替|给)(?:他们?|她们?)?"),
    ("truly", Slot.PARTICLE, r"(?<=我)是(?=[去来参不没])"),
    ("then", Slot.DETAIL, r"到时候?|那天"),
    (
        "reason",
        Slot.POLITE,
        r"(?:因为?|由于).{1,8}?(?=不能|无法|没法|去不|来不|参加不|取消|退出)|(?:身体|个人|家庭|工作|特殊)原因",
    ),
    ("missed", Slot.HAND, r"(?:别|不能|可不能|不要|莫)(?:漏|忘|落|少)(?:下|掉)?了?我|少不了我"),
    ("bring", Slot.WITH, rf"\+\s*(?={RELATIVE}|{_N}\s*个?{_BROUGHT})"),
    ("part_in", Slot.JOIN, r"算上?[我俺][一1]份(?![子红力钱])"),
    ("besides", Slot.GAP, r"\+(?=带|领)"),
    ("onto", Slot.ADD, r"\+(?=[我俺咱])"),
    (
        "phone",
        Slot.DETAIL,
        r"(?:我的|我)?(?:电话|手机号码?|手机|联系方式|联系电话|tel)?:?\s*1[3-9][0-9]{9}(?![0-9])",
    ),
    (
        "time",
        Slot.DETAIL,
        (
            r"(?:本|这|下+)?个?(?:周|星期|礼拜)(?:[一二三四五六日天末]|[1-6])|(?:本|这|下+)个?周(?!年|到|围|边)|[今明后]天|[今明]日|大后天|[今明][早晚]|当天|那天(?=我)"
            rf"|早上|上午|中午|下午|晚上|早晨|清晨|傍晚|一早|{_N}点(?:半|钟|{_N}分)?|[0-9]{{1,2}}[:.][0-9]{{2}}"
            r"|[0-9]{1,2}月[0-9]{1,2}[日号]?|[0-9]{1,2}日|准时|按时|准点|届时"
        ),
    ),
    (
        "place",
        Slot.DETAIL,
        (
            r"我?(?:是|住|家住|是住)?(?:[东西南北中]区|[0-9a-z]区)?"
            rf"(?:{_N}(?:号楼|栋|幢|单元|号院|室|门栋|楼|座|层|区)\s*-?\s*)+(?:[0-9]{{3,4}}室?)?(?:的(?=[^\w]|$|[\u4e00-\u9fff]))?"
            r"|[东西南北]区(?![别域分])|[0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,4})?(?![0-9:点])"
        ),
    ),
    (
        "reference",
        Slot.ACTIVITY_NUMBER,
        (
            rf"第?(?P<which>{_N})\s*号?(?:的)?活动|第(?P<nth>{_N})(?:个|项|场|号)(?:活动)?"
            r"|(?:活动|编号)\s*(?P<after>[0-9]{1,3})(?![0-9])(?:号(?!楼))?|#(?P<hash>[0-9]{1,3})(?![0-9])"
        ),
    ),
    ("tally", Slot.PLUS, r"(?<![0-9a-z+])(?P<tally>\+1(?:\s*\+1)+)(?![0-9])"),
    ("times", Slot.PLUS, rf"(?<=[名加报])\s*[x*×]\s*(?P<times>{_N})(?![0-9])"),
    ("plus", Slot.PLUS, rf"(?<![0-9a-z+])\+\s*(?P<extra>{_N})\s*(?:个人?|人|位|名)?{_NO_MEASURE}"),
    (
        "added",
        Slot.PLUS,
        rf"加\s*(?P<added>{_N})(?:个人|个|人|位|名)?(?=$|[\s,.!~吧啦哈呀啊呗我谢])",
    ),
    (
        "minus",
        Slot.MINUS,
        r"\s*(?<![0-9a-z])-\s*1(?![0-9.:年月日号])|减[一1](?![\u4e00-\u9fff0-9])",
    ),
    ("several", Slot.UNSURE, rf"{_N}(?:个|项|场)(?=活动)"),
    ("homes", Slot.UNSURE, rf"{_N}(?:家人?|户人?家?)(?![0-9])"),
    ("share", Slot.SHARE, rf"(?P<share>{_N})\s*份"),
    (
        "seats",
        Slot.HEADS,
        rf"(?:想?要|求|来|订|定)?(?P<seats>{_N})\s*个?(?:名额|位置|位子|座位)",
    ),
    (
        "mixed",
        Slot.HEADS,
        rf"(?P<adults>{_N})\s*个?大人?\s*[,、和带]?\s*(?P<minors>{_N})\s*个?小(?:孩子?|朋友|娃)?",
    ),
    (
        "part",
        Slot.PART,
        rf"(?:其中|里面|含|包括|包含|内含)(?:有)?\s*{_N}\s*(?:个|位|名)?(?:是)?{_HEAD}?|有{_N}\s*(?:个|位|名)(?:是)?{_HEAD}",
    ),
    (
        "family",
        Slot.HEADS,
        rf"(?:我们?|咱们?|俺们?)?(?:一家|全家|家里|我家|家)(?:老小|老少|人)?(?:一共|共)?(?P<family>{_N})口(?:人|子)?",
    ),
    (
        "pair",
        Slot.HEADS,
        (
            r"(?:我们|咱们|俺们|我)?(?:夫妻|夫妇|母女|母子|父子|父女|爷孙|祖孙|婆媳|姐妹|兄弟|姐弟|兄妹|姊妹|娘儿|爷儿|师徒)"
            r"(?:俩|两个?人?|二人|二位)|(?:我们|咱们|俺们)(?:夫妻|夫妇|母女|母子|父子|父女|爷孙|祖孙|婆媳|姐弟|兄妹)|(?:我们|我)?(?:[老小]?两口子?|[老小]?俩口子?)"
        ),
    ),
    ("kinds", Slot.HEADS, rf"{_KIND}\s*(?P<each>{_N})\s*(?:个|位|名|人)?"),
    (
        "heads",
        Slot.HEADS,
        rf"(?P<count>{_N})\s*(?:(?:个|位|名|口|只)\s*{_HEAD}?|{_HEAD}|[大小](?={_N}|\s|$))|(?P<few>[俩仨])\s*(?:个?{_HEAD})?",
    ),
    ("parents", Slot.RELATIVE, rf"{OWNED}(?P<parents>{'|'.join(COUPLES)})"),
    ("known", Slot.NAMED, rf"{OWNED}(?:邻居|同事|朋友|同学|战友)(?={TITLED}){TITLED}"),
    ("kin", Slot.RELATIVE, RELATIVE + r"们?"),
    ("titled", Slot.NAMED, TITLED),
    ("numbered", Slot.DETAIL, r"(?P<numbered>[0-9]{1,2})号(?![0-9楼院栋单线])"),
    ("bare", Slot.NUMBER, r"(?P<bare>[0-9]{1,3})(?!\.?[0-9]|[:a-z])"),
    ("gap", Slot.GAP, r"(?:[\s,.!?;:~\"'()/|【】《》「」*_，。！？；…·]|-(?![0-9]))+"),
)
PATTERN = re.compile("|".join(f"(?P<{name}_>{pattern})" for name, _, pattern in _PATTERNS))
SLOTS = {f"{name}_": slot for name, slot, _ in _PATTERNS}
NUMBERS = (
    "seats",
    "times",
    "share",
    "adults",
    "minors",
    "count",
    "few",
    "each",
    "family",
    "extra",
    "added",
    "which",
    "nth",
    "after",
    "hash",
    "bare",
    "numbered",
)
PAIR = 2
# More at once are no party but something else (+86).
MOST_HEADS = 30
