"""Revisions of the programme: rows of tables about them, and rows of other tables that name one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.cells import Entry, Row
from stexcel.layout.facts import Revised
from stexcel.layout.labels import Field, field_of
from stexcel.layout.roles import Role
from stexcel.layout.times import days
from stexcel.model import Value

_DATED = (Role.DATE, Role.PLANNED)
_NAMED = (Role.KIND, Role.NAME, Role.ACTIVITY)
_SAID = (Role.CONTENT, Role.TITLE, Role.COMMENT)
_REVISION = re.compile(r"\brev\b|revi[ds]|uppdater|ändr", re.IGNORECASE)
"""What a label says that is more than that the plan was gone through."""
_PLAN = re.compile(r"\biup\b|plan|program", re.IGNORECASE)


def revision_in(row: Row) -> Iterator[Revised]:
    """The revisions of a row in a table about them."""
    for entry in row.entries(*_DATED):
        yield from (Revised(Value(day, entry.text, entry.ref)) for day in days(entry.value)[:1])


def revision_among(row: Row) -> Iterator[Revised]:
    """The revision that a row of a log or of a list of meetings names: ``2024-12-17 | Revision IUP``."""
    named = any(_is_revision(entry) for entry in row.answers(*_NAMED))
    said = any(_is_revision(entry) and _PLAN.search(entry.text) for entry in row.answers(*_SAID))
    if (named or said) and not row.is_planned:
        yield from revision_in(row)


def _is_revision(entry: Entry) -> bool:
    found = field_of(entry.value) if isinstance(entry.value, str) else None
    return found is not None and found[0] is Field.REVISED and _REVISION.search(entry.text) is not None
