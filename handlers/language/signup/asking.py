"""Telling a question about an activity from other talk."""

import re

_ALWAYS = re.compile(
    r"怎么(?!这么|那么)|怎样|咋(?:样|个|办|报|参|去|弄|没)?|如何|哪(?!怕)|几点|几个人?(?![月周])|几[位岁]|几人|几分|几号|几时|第几|多少|多久|多长|多大|多远|何时"
    r"|什么(?!的)|啥|为什么|为啥|谁|干嘛"
    r"|(?<![时动不])([^\W\d一])不\1(?<!不见不散)|参加不参加|可不可以|需不需要|应不应该|能否|可否|是否|有没有|满没满|参没参"
    r"|还是周|还是星期|还是上午|还是下午|还是明天|还是今天"
)
_AT_END = re.compile(
    r"(?:(?<!什)(?<!怎)(?<!这)(?<!那)么|吗|嘛(?=\?)|没有|(?:(?<![还都从我])没|有我没)|(?<![我就偏也都绝从先才要])不(?![了成到上动得])|呢(?=\?)|\?)"
    r"[呀啊哈哦呢了的!.~\s?]*(?:$|[,.!?\s])"
)
_MIDDLE = re.compile(r"吗(?=[\s,，?]|$)|[么](?=\?)")
_TAG = re.compile(
    r"报上.{0,3}[吧没不]\W*$|上名了[吧没]|名[字额]呢|对吧\W*$|没错吧|^(?:报名|活动|集合)(?:的)?(?:截止)?(?:时间|地点|链接|方式|要求|条件)\W*$"
)
# No questions: 不管几点我都去, 有啥活尽管说, 怎么能少了我.
_CONCESSION = re.compile(
    r"(?:不管|无论|不论|哪怕|就算).{0,10}?(?:我|咱|俺|都|也)|没(?:什么|啥)(?:说的|可说|意见|问题)|(?:下不下[雨雪]|冷不冷|热不热|累不累|刮不刮风|忙不忙)(?=,?\s?[我俺咱都也报算])|有(?:什么|啥).{0,8}?(?:尽管|都|就)|什么尽管"
    r"|(?:怎么?|哪)(?:能|可以|会)(?:少|没有|不)"
)
# What an activity is asked about.
_ABOUT = re.compile(
    r"报|参加|加|人|有我|轮到|排到|多久|车|走|晚到|早到|收|发|车|接送|铁锹|帽子|小时|分钟|水|伴|厕所|广场|操场|门口|大厅|出发|没有我|雨|冷|热|穿|远|近|联系|负责|组织|证|奖|礼品|纪念品|保险|安全|累|干什么|做什么|干啥|内容|流程|拍照|位|"
    r"活动|名额|名单|名字|接龙|集合|集中|开始|结束|几点|时间|地点|地方|在哪|哪里|哪儿|带|孩子|小孩|娃|老人|年龄|岁|下雨|天气|积分|加分|几分|时长|工具|手套|衣服|满|截止|"
    r"取消|去|来|几个人|多少人|人数|周[一二三四五六日天末]|星期|今天|明天|后天|上午|下午|早上|晚上|这次|下次|志愿|服务|饭|签到|排|候补|退|改|办|搞|举行|延期|费|钱|几号|几天|谁|能不能|行不行|可以|要求|条件|人够|够了"
)
_SURELY = re.compile(r"报名|参加|活动|名额|集合")
_OTHER = re.compile(
    r"群|预约|快递|物业|电梯|水费|电费|停水|停电|水电|暖气|供暖|燃气|天然气|菜|超市|医院|疫苗|核酸|宽带|网络|猫|狗|钥匙|垃圾|公交|地铁|租房|出租|停车|车位|订单|路灯|下水道|漏水|"
    r"社保|医保|学校|幼儿园|药|修|装修|发票|退款|丢|捡|卖|买|手机|视频|新闻|股票|电视|油价|房价|疫情|居住证"
)
# 能加我一个吗, 可以帮我报个名吗: a request in the clothes of a question.
_REQUEST = re.compile(
    r"^\W*(?:请问|麻烦|书记|老师|您好|你好|\W)*(?:能不能|能|可以|可不可以|能否|可否)(?:不能)?(?:请|麻烦)?(?:您|你)?(?:也|再)?(?:(?:帮|给|替)(?!别人|其他|人)(?:我们?|俺|我家|忙)?|(?:算|加|带)上?(?:我们?|俺))"
    r"[^几谁哪多]{0,8}(?:一个|报|上|名额|一下|登记|人|位).{0,4}?(?:吗|么|不|\?)*\W*$"
)
_REQUEST_TO_LEAVE = re.compile(
    r"^\W*(?:请问|麻烦|书记|老师|您好|你好|\W)*(?:能不能|能|可以|可不可以|能否|可否)(?:请|麻烦)?(?:您|你)?(?:先)?"
    r"(?:(?:帮|给|替|把).{0,8}(?:取消|退|删|划)|(?:取消|退掉|撤销)我的).{0,6}(?:吗|么|不|\?)*\W*$"
)
# 我去不?去！: asked and answered.
_ANSWERED = re.compile(r"\?\s*(?P<answer>[^?]{1,8})$")
_WHO_ANY = re.compile(
    r"谁说|谁.{2,}谁|谁都|不知道|不确定|看能不能|谁报名.{0,4}没来|知道怎么|你自己|自己定|爱.{1,3}不|都一样|没区别|随便|去哪儿?了|哪去了|随你|都行|无所谓"
)


def is_question(text: str) -> bool:
    """Whether the folded text asks something."""
    text = _CONCESSION.sub("", text)
    return bool(
        "?" in text
        or _ALWAYS.search(text)
        or _AT_END.search(text)
        or _MIDDLE.search(text)
        or _TAG.search(text)
    )


def is_about_activity(text: str) -> bool:
    """Whether a question is about an activity rather than the rest of life."""
    return bool(_SURELY.search(text)) or (bool(_ABOUT.search(text)) and not _OTHER.search(text))


def is_request(text: str) -> bool:
    """Whether it is a sign-up put politely as a question."""
    return bool(_REQUEST.match(text))


def is_request_to_leave(text: str) -> bool:
    """Whether it is a withdrawal put politely as a question."""
    return bool(_REQUEST_TO_LEAVE.match(text))


def self_answer(text: str) -> int | None:
    """Where the answer begins in a message that asks itself and answers; None otherwise."""
    match = _ANSWERED.search(text)
    return match.start("answer") if match else None


def is_open(text: str) -> bool:
    """Whether a question word asks nobody (谁来谁得分, 不知道能不能去)."""
    return bool(_WHO_ANY.search(text))
