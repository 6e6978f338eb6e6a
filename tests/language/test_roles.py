"""The words for roles."""

import pytest

from handlers.language.normalise import fold
from handlers.language.roles import read_role
from storage.types import Role


@pytest.mark.parametrize(
    ("words", "role", "rest"),
    [
        ("社工 王芳", Role.SOCIAL_WORKER, "王芳"),
        ("社工王芳 3号网格", Role.SOCIAL_WORKER, "王芳 3号网格"),
        ("王芳 为 社工", Role.SOCIAL_WORKER, "王芳"),
        ("王芳当网格员", Role.GRID_WORKER, "王芳"),
        ("審計員 陳乾", Role.AUDITOR, "陳乾"),
        ("審計 陳乾", Role.AUDITOR, "陳乾"),
        ("Secretary Anna Lee", Role.SECRETARY, "Anna Lee"),
        ("书记", Role.SECRETARY, ""),
    ],
)
def test_the_role_and_the_rest(words: str, role: Role, rest: str) -> None:
    said = read_role(fold(words))
    assert said is not None
    assert (said.role, said.rest.cut()) == (role, rest)


@pytest.mark.parametrize("words", ["", "王芳", "皇帝 王芳"])
def test_no_role(words: str) -> None:
    assert read_role(fold(words)) is None
