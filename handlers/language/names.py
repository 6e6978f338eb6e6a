"""Names and the words for relatives and neighbours: what may stand on a list for somebody.

Nothing here knows who lives in the community; it only tells what could be a name from what is
plainly something else (新来的, 谁, 志愿者). Names come back as they were written.
"""

import re

from handlers.language.normalise import Folded


def _words(line: str) -> list[str]:
    return line.split()


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向汤温"
    "康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛"
    "冉蓝路游辛靳柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆农司卓古吉缪简车项芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗"
    "瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原"
    "栗燕楚鄢谌奚粟冼蔺盘闻厉伊仝区郜海阚花权强帅屠豆朴练廉禹井祖漆巴丰支卿国狄平宣晋门云容敬扈晁普阙戈干"
    "由伏芮邰荀羊暴茅郦雍"
)
COMPOUND_SURNAMES = _words(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 端木 夏侯 独孤 南宫 宇文 长孙 轩辕 百里 呼延 "
    "东郭 申屠 西门 太史 拓跋 公羊 澹台 闻人 赫连 完颜 司空 鲜于"
)
# Read without a second look after 老 and 小, and before a title: the rarer ones start other words.
COMMON_SURNAMES = SURNAMES[:160]

KIN = _words(
    "老公 老婆 老伴 老伴儿 爱人 丈夫 妻子 媳妇 媳妇儿 先生 太太 那口子 老头子 老头 老头儿 老太婆 老太太 老爷子 "
    "老爸 老妈 对象 爸 妈 爸爸 妈妈 爹 娘 父亲 母亲 爷爷 奶奶 爷 奶 姥姥 姥爷 外公 外婆 公公 "
    "婆婆 岳父 岳母 丈母娘 老丈人 儿子 女儿 闺女 姑娘 丫头 儿媳 儿媳妇 女婿 孙子 孙女 外孙 "
    "外孙女 孙儿 哥 姐 弟 妹 哥哥 姐姐 弟弟 妹妹 大哥 二哥 大姐 二姐 姐夫 妹夫 嫂子 弟妹 表哥 表姐 表弟 "
    "表妹 堂哥 堂姐 堂弟 堂妹 侄子 侄女 侄儿 外甥 外甥女 叔叔 叔 姑姑 姑妈 姑父 舅舅 舅妈 姨妈 姨 阿姨 大姨 "
    "小姨 伯伯 伯父 伯母 大伯 婶婶 大爷 大妈 大娘 亲家 亲戚 孩子 小孩 小孩子 娃 娃娃 娃儿 小朋友 小朋友们 "
    "宝宝 宝贝 小家伙 小孙子 小孙女 大孙子 大儿子 小儿子 大女儿 小女儿 二儿子 老大 老二 邻居 老邻居 同事 朋友 "
    "好朋友 男朋友 女朋友 闺蜜 配偶 同学 老同学 老战友 老朋友 老伙计 老姐妹 姐妹 姊妹 室友 舍友 战友 搭档 家人 家属 家里人 保姆 老人 "
    "老乡 小伙伴"
)
TITLES = _words(
    "阿姨 奶奶 爷爷 叔叔 叔 伯伯 伯 大伯 大爷 大妈 大娘 大姐 大哥 大叔 大婶 姐 哥 婶婶 婶 婶子 嫂子 嫂 "
    "师傅 老师 医生 大夫 书记 主任 队长 经理 站长 会长 组长 楼长 店长 老板 总 工 老 婆婆 公公 老太 老太太 "
    "老爷子 女士 先生 同志 同学 妈妈 爸爸 姨 护士 警官 校长 科长 厂长 所长 姑娘 小姐 妹妹 弟弟 妹 弟"
)

# Who somebody is rather than what they are called, and other answers to 我是….
_NOT_NAMES = frozenset(
    _words(
        "志愿者 志愿 党员 业主 租户 租客 房东 居民 住户 村民 邻居 书记 主任 网格员 管理员 物业 保安 保洁 老师 "
        "群主 新人 新邻居 机器人 路人 过客 常客 游客 本地人 外地人 老人 男生 女生 男的 女的 学生 医生 护士 司机 "
        "师傅 队长 组长 楼长 老板 家长 妈妈 爸爸 爷爷 奶奶 谁 哪位 自己人 好人 坏人 真人 真的 对的 认真 高兴 "
        "方便 安全 成年人 未成年 独居 独居老人 退休 退休工人 退休干部 社工 社区 社区工作者 快递员 外卖员 电工 水电工 "
        "中国人 新疆人 汉族 第一次 第一个 小白 新手 老兵 军人 退役军人 一楼 二楼 三楼 顶楼 楼上 楼下 隔壁 对门 "
        "门卫 单身 单亲 同意 反对 支持 随便 任何人 文盲 低保户 残疾人 农民 工人 干部 领导 客人 主人 代表 全职妈妈 "
        "家庭主妇 居委会 成员 会员 队员 团员 群众 先进 积极分子"
    )
)

# Characters that stand in sentences: never in a name, and hardly in one without a known surname.
_SENTENCE = re.compile(r"[的了我你您他她它谁这那哪什么吗呢吧啊呀啥咋怎]")
_PHRASE = re.compile(r"[是不个们说要想没很被把吃住从跟让做看听问找坏几来去在有会能]")
_ENDINGS = ("员", "者", "户", "们", "人", "业主", "家的", "家长", "单元", "号楼", "栋", "小区")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,10}(?:[·・•‧.][\u3400-\u9fff]{1,10}){1,4}")
_LATIN = re.compile(r"[^\W\d_]+(?:[ .'·-]{1,2}[^\W\d_]+){0,3}\.?")
_LATIN_WORDS = frozenset(
    _words(
        "a an the new here in on at from not who what your my his her "
        "resident volunteer admin bot member neighbor neighbour sorry "
        "happy sure ok okay yes no hi hello fine going coming ready "
        "back late"
    )
)

LONGEST_LATIN = 40


def _either(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SURNAME = f"(?:{_either(COMPOUND_SURNAMES)}|[{SURNAMES}])"
COUPLES = _words(
    "爸妈 爸爸妈妈 父母 岳父母 爷爷奶奶 姥姥姥爷 外公外婆 孙子孙女 儿子儿媳 女儿女婿 老爸老妈"
)
OWNED = r"(?:(?:我们?|俺们?|咱们?|你|他|她|自己|偶)(?:家里?)?的?|家里的?)?"
# 我妈, 我家那口子, 俺老伴; 王奶奶, 老张, 楼上李姐, 李师傅.
RELATIVE = rf"{OWNED}(?:(?:孩子|娃|宝宝|儿子|女儿)(?:他|她|的)?(?:爸爸?|妈妈?|爷爷|奶奶|姥姥|姥爷|外婆|外公)|{_either([*KIN, *COUPLES])})"
# Never in a given name: 替王不奶奶, 帮张听说阿姨.
_NO_GIVEN = "不没别未吗么他她你我听昨下如让说是的了谁和跟同与替帮给被把就也都还"
TITLED = (
    rf"(?!小区|麻烦)(?:{OWNED}(?:楼上|楼下|隔壁|对门|对面|邻居|同事|朋友)(?:家里?)?的?|{OWNED}(?=[老小阿]))?"
    rf"(?:(?:[老小大]?(?:{_either(COMPOUND_SURNAMES)}|[{SURNAMES}])(?:(?![{_NO_GIVEN}])[\u4e00-\u9fff]){{0,2}}?(?:{_either(TITLES)}))"
    rf"|[老小阿][{COMMON_SURNAMES}](?![子女孩])|[{COMMON_SURNAMES}]老)"
)
# A full name: only where something else ends it, for nothing in it says how long it is.
_GIVEN = r"(?![报参算取退也都])[\u4e00-\u9fff]"
FULL = rf"(?:(?:{_either(COMPOUND_SURNAMES)})(?:{_GIVEN}){{1,2}}|[{SURNAMES}](?:{_GIVEN}){{1,2}})"

_RELATIVE = re.compile(RELATIVE)
_TITLED = re.compile(TITLED)
_WITH_SURNAME = re.compile(rf"{_SURNAME}.{{1,2}}")
_TWO_SURNAMES = re.compile(rf"[{SURNAMES}]{{2}}..")
_GLUE = re.compile(r"[\s,，、;；/|和跟与及]+")
_BETWEEN = re.compile(r"[\s,，、;；/|]+")


def read_name(words: Folded) -> str | None:
    """Return the text as a name for lists, as it was written; None when it is plainly none."""
    text = words.text.strip(" .,!~，。！")
    start = words.text.find(text)
    if not text or not _is_name(text):
        return None
    return words.cut(start, start + len(text))


def read_person(words: Folded) -> str | None:
    """Return who is meant, as written: a name, or a relative or neighbour (我妈, 王奶奶, 老张)."""
    if _RELATIVE.fullmatch(words.text) or _TITLED.fullmatch(words.text):
        return words.cut()
    return read_name(words)


def split_names(words: Folded) -> tuple[str, ...]:
    """Split a list of people (张三 李四、王五) into the names as written; blanks drop out.

    A piece that is no name stays in: whoever lists it knows why.
    """
    found = []
    at = 0
    for gap in [*_BETWEEN.finditer(words.text), None]:
        end = gap.start() if gap else len(words.text)
        found += _of_piece(words.part(at, end))
        at = gap.end() if gap else end
    return tuple(found)


def _of_piece(piece: Folded) -> list[str]:
    """Split 张三和李四, but not a name that has the link inside."""
    if not piece.text:
        return []
    if not _is_name(piece.text) or _GLUE.search(piece.text, 2):
        parts = [part for part in _parts(piece) if part.text]
        if len(parts) > 1 and all(_is_person(part.text) for part in parts):
            return [part.cut() for part in parts]
    return [piece.cut()]


def _parts(piece: Folded) -> list[Folded]:
    parts, at = [], 0
    for gap in _GLUE.finditer(piece.text):
        parts.append(piece.part(at, gap.start()))
        at = gap.end()
    return [*parts, piece.part(at)]


def _is_person(text: str) -> bool:
    return bool(_RELATIVE.fullmatch(text) or _TITLED.fullmatch(text)) or _is_name(text)


def _is_name(text: str) -> bool:
    if _DOTTED.fullmatch(text):
        return True
    if text.isascii() or not _CHINESE.fullmatch(text):
        return _is_latin(text)
    if text in _NOT_NAMES or _SENTENCE.search(text) or text.endswith(_ENDINGS):
        return False
    if _WITH_SURNAME.fullmatch(text) or _TWO_SURNAMES.fullmatch(text):
        return True
    return not _PHRASE.search(text)


def _is_latin(text: str) -> bool:
    if len(text) > LONGEST_LATIN or not _LATIN.fullmatch(text):
        return False
    if any("\u3400" <= character <= "\u9fff" for character in text):
        return False
    return not _LATIN_WORDS.intersection(re.split(r"[ .'-]+", text))
