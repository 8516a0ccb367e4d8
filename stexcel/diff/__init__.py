"""What has happened between two versions of the same IUPs: content is compared, not cells."""

from stexcel.diff.compare import DEFAULT_BACKDATED_DAYS, compare
from stexcel.diff.model import (
    Backdated,
    Change,
    Comparison,
    DoctorDiff,
    Lone,
    Subject,
    Uncompared,
    UnitDiff,
)

__all__ = [
    "DEFAULT_BACKDATED_DAYS",
    "Backdated",
    "Change",
    "Comparison",
    "DoctorDiff",
    "Lone",
    "Subject",
    "Uncompared",
    "UnitDiff",
    "compare",
]
