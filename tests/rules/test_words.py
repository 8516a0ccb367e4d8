from __future__ import annotations

import pytest

from stexcel.rules.words import whole


@pytest.mark.parametrize(("number", "shown"), [(12.5, 13), (13.5, 14), (12.49, 12), (0.0, 0), (100.0, 100)])
def test_halves_are_rounded_up(number: float, shown: int) -> None:
    assert whole(number) == shown
