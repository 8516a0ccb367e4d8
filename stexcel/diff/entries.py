"""Lists of things compared by their content: which of them are new, gone or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from stexcel.diff.model import Change, Subject
from stexcel.model import CellRef

T = TypeVar("T")


def folded(text: str | None) -> str:
    """The text as it is compared: neither case nor spacing counts."""
    return " ".join((text or "").split()).casefold()


class Field(NamedTuple):
    """One fact about an entry: by what it is compared, how it is shown, and what is shown where there is none."""

    key: Hashable
    text: str
    missing: str


@dataclass(frozen=True)
class Entry:
    """One thing of a list.

    ``keys`` tell what it is recognised by, from the strictest to the loosest; two entries are one and the same when
    a key of theirs is equal and no stricter one finds another partner.
    """

    name: str
    cell: CellRef
    fields: tuple[Field, ...]
    keys: tuple[Hashable, ...]

    @property
    def content(self) -> Hashable:
        """All that is compared of the entry: two entries with the same content do not differ."""
        return (folded(self.name), *(field.key for field in self.fields))

    @property
    def text(self) -> str:
        """The entry's facts; never empty, since it stands for the entry itself."""
        return ", ".join(field.text for field in self.fields if field.text) or self.name


def entry_changes(subject: Subject, old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[Change]:
    """What differs between two lists, whatever their order."""
    pairs, gone, added = paired(old, new, lambda entry: (entry.content, *entry.keys))
    for before, after in pairs:
        change = _changed(subject, before, after)
        if change is not None:
            yield change
    yield from (Change(subject, entry.name, entry.text, None, entry.cell) for entry in gone)
    yield from (Change(subject, entry.name, None, entry.text, entry.cell) for entry in added)


def _changed(subject: Subject, old: Entry, new: Entry) -> Change | None:
    differing = [(one, other) for one, other in zip(old.fields, new.fields, strict=True) if one.key != other.key]
    if not differing:
        return None
    before, after = (", ".join(pair[side].text or pair[side].missing for pair in differing) for side in (0, 1))
    return Change(subject, new.name, before, after, new.cell)


def paired(
    old: Sequence[T], new: Sequence[T], keys: Callable[[T], Sequence[Hashable]]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """The things that are the same in both, those only in the old and those only in the new.

    Each item has the same number of keys; they are tried in their order, and a key of ``None`` matches nothing. Equal
    keys are paired in the order of the lists, so that swapping the lists swaps the answer.
    """
    pairs: list[tuple[T, T]] = []
    left, right = list(old), list(new)
    for level in range(max((len(keys(item)) for item in (*old, *new)), default=0)):
        waiting: dict[Hashable, list[T]] = defaultdict(list)
        for item in right:
            waiting[keys(item)[level]].append(item)
        waiting.pop(None, None)
        unmatched: list[T] = []
        for item in left:
            partners = waiting.get(keys(item)[level])
            if partners:
                pairs.append((item, partners.pop(0)))
            else:
                unmatched.append(item)
        taken = {id(partner) for _, partner in pairs}
        left, right = unmatched, [item for item in right if id(item) not in taken]
    return pairs, left, right
