"""What is said under two regulations as one text."""

from __future__ import annotations

import pytest

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.spur.together import said_together


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Alla har IUP.", "Alla har IUP.", "Alla har IUP."),
        ("Hos 4 av 4.", "Hos 3 av 3.", "SOSFS 2015:8: Hos 4 av 4. HSLF-FS 2021:8: Hos 3 av 3."),
        (
            "Hos 4 av 4. Planen är öppen. Se D6.",
            "Hos 3 av 3. Planen är öppen. Se D6.",
            "SOSFS 2015:8: Hos 4 av 4. HSLF-FS 2021:8: Hos 3 av 3. Enligt båda: Planen är öppen. Se D6.",
        ),
        (
            "Planen är öppen.",
            "Brister. Planen är öppen.",
            "SOSFS 2015:8: Planen är öppen. HSLF-FS 2021:8: Brister. Planen är öppen.",
        ),
    ],
)
def test_only_what_both_say_last_is_told_once(first: str, second: str, expected: str) -> None:
    assert said_together({SOSFS_2015: first, HSLF_2021: second}) == expected


def test_nothing_and_one_are_as_they_are() -> None:
    assert said_together({}) == ""
    assert said_together({SOSFS_2015: "Brister. Se D6."}) == "Brister. Se D6."
