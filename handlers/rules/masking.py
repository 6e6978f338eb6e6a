"""The one way in which a name is shown where not everybody may know it."""

import re

_DOUBLE_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|轩辕|端木|百里|东郭|南宫|独孤|呼延|闻人|澹台|申屠|"
    "钟离|太史|濮阳|公冶|淳于|赫连|万俟|歐陽|司馬|諸葛|東方|尉遲|公孫|長孫|軒轅|東郭|南宮|獨孤|聞人|澹臺|鍾離|濮陽|赫連|萬俟"
)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff·]+")


def mask_name(name: str) -> str:
    """Hide the given name: 张三 → 张*, 李小明 → 李*明, 欧阳小明 → 欧阳**, Mary → M***."""
    first, second, *rest = (*name.strip(), "", "")
    if not second:
        return "*"
    if not _HAN.fullmatch(name.strip()):
        return f"{first}***"
    hidden = rest[:-2]
    if not hidden:
        return f"{first}*"
    if _DOUBLE_SURNAME.match(first + second):
        return first + second + "*" * len(hidden)
    return f"{first}{'*' * len(hidden)}{hidden[-1]}"
