"""What a configuration may speak about; told by the caller, since the configuration does not know the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Known:
    """The names that exist in this version of the program.

    ``thresholds`` maps every key of a limit to its least value. ``codes`` are the codes of all rules; those in
    ``never_off`` and ``not_read`` can be neither switched off nor excepted, those in ``never_excepted`` not excepted.
    ``never_off`` tells of failures of the program, ``not_read`` that nothing in a file was checked.
    """

    thresholds: Mapping[str, int] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    never_off: frozenset[str] = frozenset()
    never_excepted: frozenset[str] = frozenset()
    not_read: frozenset[str] = frozenset()
