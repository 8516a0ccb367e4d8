from __future__ import annotations

import pytest

from stexcel.rules.open_demands import has_open_demands


@pytest.mark.parametrize(
    ("limits", "is_open"),
    [
        ((), False),
        (("Samtalen (STX301) är inte kontrollerade.",), False),
        (
            ("Samtalen (STX301) är inte kontrollerade.", "Därför är det inte kontrollerat om delmål saknas (STX101)."),
            True,
        ),
        (("Enheten (STX500–STX503) är inte kontrollerad.",), True),
        (("Lokala mål (STX301–STX302) är inte kontrollerade.",), False),
    ],
)
def test_only_what_names_a_demand_leaves_one_open(limits: tuple[str, ...], is_open: bool) -> None:
    assert has_open_demands(limits) is is_open
