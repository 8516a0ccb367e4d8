"""Exceptions in the open: which findings they silence, and which exceptions are not needed any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stexcel.findings import CRASH_CODE, Exemption, FileReport, Finding, Level, Silenced
from stexcel.patterns import matches
from stexcel.rules.rule import TOOL, Hit, RuleInfo
from stexcel.rules.words import listing

UNNEEDED = RuleInfo(
    code="STX009",
    level=Level.INFO,
    title="undantag som inte behövs eller har gått ut",
    source=TOOL,
    action="Ta bort undantaget ur stexcel.toml, eller rätta fil, kod och delmål.",
    why="Ett undantag som ligger kvar när det inte längre behövs kan dölja nästa brist i samma fil.",
)


@dataclass(frozen=True)
class CheckedFile:
    """One file of a run; ``name`` is its path from the folder of ``stexcel.toml``, ``None`` when it lies elsewhere."""

    name: str | None
    report: FileReport


def silence(files: Sequence[CheckedFile], exemptions: Sequence[Exemption], *, today: date) -> tuple[FileReport, ...]:
    """The reports with every excepted finding moved from ``findings`` to ``silenced``, never into nothing.

    The first exception that fits gives the reason. A failure of the program is never silenced.
    """
    valid = [one for one in exemptions if not _expired(one, today)]
    return tuple(_silence(file, [one for one in valid if _is_about(one, file)]) for file in files)


def _silence(file: CheckedFile, exemptions: Sequence[Exemption]) -> FileReport:
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in file.report.findings:
        found = next((one for one in exemptions if _covers(one, finding)), None)
        if found is None:
            kept.append(finding)
        else:
            silenced.append(Silenced(finding, found.reason, found.until))
    if not silenced:
        return file.report
    return replace(file.report, findings=tuple(kept), silenced=(*file.report.silenced, *silenced))


def unneeded(
    files: Sequence[CheckedFile], exemptions: Sequence[Exemption], *, today: date, whole_folder: bool
) -> tuple[Finding, ...]:
    """STX009 for exceptions that have expired or that fit no finding; ``files`` are as before :func:`silence`.

    An exception is judged only when the run tells: when a file that it is about was checked, or, if no file fits,
    when the whole folder of ``stexcel.toml`` was (``whole_folder``). Where a file that it is about could not be
    checked, it may still be needed.
    """
    return tuple(UNNEEDED.finding(hit) for hit in _unneeded(files, exemptions, today, whole_folder))


def _unneeded(
    files: Sequence[CheckedFile], exemptions: Sequence[Exemption], today: date, whole_folder: bool
) -> Iterator[Hit]:
    for one in exemptions:
        about = [file.report for file in files if _is_about(one, file)]
        if not about and not whole_folder:
            continue
        if _expired(one, today):
            text = f"{_named(one)} gällde till och med {one.until} och tystar inget längre."
            yield Hit(text, action="Ta bort undantaget ur stexcel.toml, eller ge det ett nytt slutdatum.")
        elif not about:
            yield Hit(f"{_named(one)} gäller ingen av filerna som kontrollerades.")
        elif not any(report.document.problem or report.crashed for report in about):
            yield from _does_nothing(one, [other for other in exemptions if not _expired(other, today)], files)


def _does_nothing(one: Exemption, valid: Sequence[Exemption], files: Sequence[CheckedFile]) -> Iterator[Hit]:
    """A hit if no finding is silenced by this exception, be it that there is none or that others come before it."""
    before = valid[: valid.index(one)]
    covered = [
        next((other for other in before if _is_about(other, file) and _covers(other, finding)), None)
        for file in files
        if _is_about(one, file)
        for finding in file.report.findings
        if _covers(one, finding)
    ]
    if not covered:
        yield Hit(f"{_named(one)} behövs inte: kontrollen gav inget sådant fynd.")
    elif None not in covered:
        lines = sorted({other.line for other in covered if other is not None})
        which = (
            f"undantaget på rad {lines[0]}"
            if len(lines) == 1
            else f"undantagen på rad {listing([str(line) for line in lines])}"
        )
        yield Hit(f"{_named(one)} behövs inte: {which} tystar redan samma fynd.")


def _named(one: Exemption) -> str:
    delmal = f", delmål {one.delmal}" if one.delmal else ""
    return f"Rad {one.line}: undantaget för {one.code}{delmal} i ”{one.file}”"


def _expired(one: Exemption, today: date) -> bool:
    return one.until is not None and one.until < today


def _is_about(one: Exemption, file: CheckedFile) -> bool:
    return file.name is not None and matches(file.name, [one.file])


def _covers(one: Exemption, finding: Finding) -> bool:
    if finding.code == CRASH_CODE or finding.code != one.code:
        return False
    return one.delmal in (None, finding.delmal, finding.group or None)
