"""What a rule about a whole run is told: every document, the day and the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from stexcel.document import Document
from stexcel.frames.faults import NO_FAULTS, TableFaults
from stexcel.regelverk import Regelverk
from stexcel.rules.belonging import Belonging, belonging
from stexcel.rules.thresholds import Thresholds


@dataclass(frozen=True)
class RunContext:
    """All documents of a run with everything that checks over them depend on.

    The IUPs may lack all content but the person; see ``keep_content`` of :func:`stexcel.api.validate`. ``faults`` is
    what the schemas of the tables found in the content.
    """

    documents: Sequence[Document]
    regelverk: Regelverk
    today: date
    thresholds: Thresholds
    faults: TableFaults = NO_FAULTS

    @cached_property
    def belonging(self) -> Belonging:
        """The units of the run and which IUPs belong to them."""
        return belonging(self.documents)
