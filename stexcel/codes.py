"""Delmål codes in normal form: ``a1``, ``c12`` (SOSFS 2015:8), ``STb3`` (HSLF-FS 2021:8), ``BT7`` (bastjänstgöring).

The normal form is a plain string, so that it can be a key, be compared and be printed. This module knows
what a code *is*; how people write codes in cells is the business of :mod:`stexcel.layout.delmal_text`.
"""

import re

SOSFS_2015 = "SOSFS 2015:8"
HSLF_2021 = "HSLF-FS 2021:8"
REGULATIONS = (SOSFS_2015, HSLF_2021)
GROUPS = ("a", "b", "c")

_NORMAL = re.compile(r"(ST|BT)?([abc]?)([1-9]\d?)")


def is_bt(code: str) -> bool:
    """Whether the code belongs to bastjänstgöringen, which no målbeskrivning of a specialty lists."""
    return code.startswith("BT")


def group_of(code: str) -> str:
    """The goal group ``a``, ``b`` or ``c``; the empty string for a BT code."""
    return "" if is_bt(code) else code.removeprefix("ST")[0]


def regulation_of(code: str) -> str | None:
    """The regulation that numbers its delmål in this way; ``None`` for a BT code."""
    if is_bt(code):
        return None
    return HSLF_2021 if code.startswith("ST") else SOSFS_2015


def sort_key(code: str) -> tuple[str, str, int]:
    """Sorts codes as people read them: a1 … a6, b1 …, c2 before c10, one regulation at a time."""
    match = _NORMAL.fullmatch(code)
    if match is None:
        raise ValueError(f"not a delmål code in normal form: {code!r}")
    prefix, group, number = match.groups()
    return (prefix or "", group, int(number))
