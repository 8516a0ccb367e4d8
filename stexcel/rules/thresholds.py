"""The limits that a region may set for itself; the defaults are the common ones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of rules, named as in the rules' metadata."""

    revision_months: int = 12
    """STX203: months that may pass between two revisions of the IUP."""
    lag_points: int = 20
    """STX111: percentage points by which fulfilled delmål may lag behind elapsed time."""
    lag_grace_months: int = 12
    """STX111: months from the start during which nothing is said."""
