from __future__ import annotations

import pytest

from stexcel.rules.open_demands import has_open_demands


@pytest.mark.parametrize(
    ("codes", "is_open"),
    [((), False), (("STX301",), False), (("STX301", "STX101"), True), (("STX301", "STX302"), False)],
)
def test_only_a_demand_that_was_not_checked_is_open(codes: tuple[str, ...], is_open: bool) -> None:
    assert has_open_demands(codes) is is_open
