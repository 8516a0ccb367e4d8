"""How much one file may take of the computer: bytes, sheets, cells, time and memory.

The limits stand far above what a workbook made by hand needs. They are there for files that are damaged, or made to do
harm: those cost no more than the limits, and the other files of a run nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NamedTuple

MB = 2**20
"""Bytes of a megabyte, as they are counted here."""
TABLE = "lasning"
"""The table of ``stexcel.toml`` where the limits stand."""
_KEY, _TEXT, _LEAST, _MOST = "key", "text", "least", "most"


def _limit(default: int, key: str, text: str, least: int, most: int) -> int:
    """A limit with its name in ``stexcel.toml``, its meaning in Swedish and what it may be set to."""
    value: int = field(default=default, metadata={_KEY: key, _TEXT: text, _LEAST: least, _MOST: most})
    return value


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. ``cells`` counts from A1 to the last cell with content, in all sheets together."""

    file_mb: int = _limit(256, "fil_mb", "megabyte som en fil får vara", 1, 2048)
    unpacked_mb: int = _limit(512, "uppackad_mb", "megabyte som en fil får växa till när den packas upp", 1, 4096)
    sheets: int = _limit(1000, "blad", "blad som en arbetsbok får ha", 1, 100_000)
    cells: int = _limit(5_000_000, "celler", "celler som bladen får sträcka sig över tillsammans", 1000, 20_000_000)
    seconds: int = _limit(120, "sekunder", "sekunder som läsningen av en fil får ta", 1, 3600)
    memory_mb: int = _limit(
        2048, "minne_mb", "megabyte minne som läsningen av en fil får ta (bara på Linux)", 256, 65_536
    )

    @property
    def file_bytes(self) -> int:
        """Bytes that a file may have."""
        return self.file_mb * MB

    @property
    def unpacked_bytes(self) -> int:
        """Bytes that the parts of a file may have together once they are unpacked."""
        return self.unpacked_mb * MB


DEFAULTS = Limits()


class LimitInfo(NamedTuple):
    """A limit for the documentation and the configuration: its field, Swedish key, default, least, most, meaning."""

    name: str
    key: str
    default: int
    least: int
    most: int
    text: str


def all_limits() -> tuple[LimitInfo, ...]:
    """Every limit, in a fixed order."""
    return tuple(
        LimitInfo(
            one.name,
            one.metadata[_KEY],
            getattr(DEFAULTS, one.name),
            one.metadata[_LEAST],
            one.metadata[_MOST],
            one.metadata[_TEXT],
        )
        for one in fields(Limits)
    )


def told(name: str, value: int) -> str:
    """How a limit is set, as the end of a sentence about a file that goes beyond it."""
    key = next(one.key for one in all_limits() if one.name == name)
    return f"Gränsen är {value} och heter {key} under [{TABLE}] i stexcel.toml."
