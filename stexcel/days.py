"""Which days a run may be judged by: others are slips of the pen, and would make every span of time absurd."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


def strange_day(day: date) -> str:
    """Why a day cannot be meant, as part of a sentence; the empty string for one that can."""
    return "" if FIRST <= day <= LAST else f"{day} ligger utanför åren {FIRST.year}–{LAST.year}. Kontrollera årtalet."
