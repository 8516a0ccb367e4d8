"""What there is to say of each rule, as plain data that any renderer can draw."""

from stexcel.explain.drawings import DrawnFile, DrawnSheet, drawn_file
from stexcel.explain.lookup import UnknownRule, chosen_codes
from stexcel.explain.pages import Drawing, RulePage, Setting, SpurLine, all_pages

__all__ = [
    "Drawing",
    "DrawnFile",
    "DrawnSheet",
    "RulePage",
    "Setting",
    "SpurLine",
    "UnknownRule",
    "all_pages",
    "chosen_codes",
    "drawn_file",
]
