"""A number that a line would end in the middle of is hidden all the same."""

from __future__ import annotations

import pytest

from stexcel.render.paragraphs import as_text

NUMBER = "741221 9094"
"""Invented, with a check digit that is right."""


@pytest.mark.parametrize("before", range(70, 101))
def test_number_is_never_divided_between_two_lines(before: int) -> None:
    drawn = as_text([(0, f"{'x ' * (before // 2)}{'y' * (before % 2)} {NUMBER} slut")])
    assert "741221" not in drawn
    assert "9094" not in drawn
    assert "slut" in drawn
