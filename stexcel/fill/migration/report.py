"""What came of a run, in Swedish: for each resident what was moved, what was not placed and what to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stexcel.fill.migration.atoms import Sort
from stexcel.fill.migration.leftover import TITLE, Leftover
from stexcel.fill.migration.move import Doubt, Migrated
from stexcel.fill.migration.run import Outcome
from stexcel.shown import shown

HEADING = "Flytt av IUP till ny mall"
"""What the report begins with."""
_MOST = 200
"""Characters of a text that is told; the sheet has it whole."""


def report_text(outcomes: Sequence[Outcome], template: str) -> str:
    """The report of a whole run, without personal numbers; ``template`` is what it says that the template was."""
    lines = [HEADING, f"Mall: {template}", ""]
    for one in outcomes:
        lines += [*_of_file(one), ""]
    return shown("\n".join([*lines, *_summary(outcomes)]) + "\n")


def _of_file(one: Outcome) -> Iterator[str]:
    source = one.source.as_posix()
    if one.skipped:
        yield f"{source}: hoppades över, {one.skipped}."
    elif one.migrated is None or one.target is None:
        yield f"{source}: flyttades inte, {one.failed}"
    else:
        name = one.migrated.iup.person.name
        yield f"{name.value if name else 'ST-läkare utan namn'}: {source} → {one.target.as_posix()}"
        yield from (f"  {line}" for line in _of_migrated(one.migrated))


def _of_migrated(one: Migrated) -> Iterator[str]:
    if one.differs is not None:
        yield f"Observera: {one.differs}."
    yield f"Flyttat: {sum(one.moved.values())} av {sum(one.total.values())} uppgifter."
    for sort in Sort:
        if one.total.get(sort):
            yield f"  {sort.value}: {one.moved.get(sort, 0)} av {one.total[sort]}"
    for name in one.full:
        yield f"Listan ”{name}” är full och kunde inte få fler rader; resten står på bladet {TITLE}."
    yield from _left(one.left)
    yield from _doubts(one.doubts)


def _left(left: Sequence[Leftover]) -> Iterator[str]:
    if not left:
        yield "Ej placerat: inget."
        return
    yield f"Ej placerat: {len(left)}, se bladet {TITLE} i filen."
    for one in left:
        code = f" {one.code}" if one.code else ""
        yield f"  {one.cell}: {one.what}{code}: {_short(one.text)}"


def _doubts(doubts: Sequence[Doubt]) -> Iterator[str]:
    yield f"Att kontrollera: {len(doubts)}." if doubts else "Att kontrollera: inget."
    for one in doubts:
        yield f"  {one.where}: {one.what}: {_short(one.text)}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST else f"{plain[: _MOST - 1].rstrip()}…"


def _summary(outcomes: Iterable[Outcome]) -> Iterator[str]:
    found = list(outcomes)
    done = [one.migrated for one in found if one.migrated is not None]
    total: Counter[Sort] = sum((Counter(one.total) for one in done), Counter())
    moved: Counter[Sort] = sum((Counter(one.moved) for one in done), Counter())
    left = sum(len(one.left) for one in done)
    doubts = sum(len(one.doubts) for one in done)
    yield f"{_counted(len(done), 'IUP flyttades', 'IUP flyttades')}: {moved.total()} av {total.total()} uppgifter."
    yield f"Ej placerat: {left}. Att kontrollera: {doubts}."
    skipped = sum(1 for one in found if one.skipped)
    failed = sum(1 for one in found if one.failed)
    if skipped:
        yield f"{_counted(skipped, 'fil', 'filer')} hoppades över."
    if failed:
        yield f"{_counted(failed, 'fil', 'filer')} kunde inte flyttas."


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
