"""An assessment, a follow-up and a rehearsal as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from stexcel.personal_ids import hide
from stexcel.spur.follow_up import FollowedRow, FollowUp, Verdict
from stexcel.spur.interview import Asked, Interview, Sitting
from stexcel.spur.model import Inspection, RegulationResult, SectionResult, Status

_WIDTH = 100


def render_spur_text(inspection: Inspection) -> str:
    """The grades with what fails and what is left to show, section by section."""
    lines = [
        _title("SPUR-underlag", inspection.unit_name),
        f"Läget {inspection.day}. stexcel {inspection.version}.",
        "",
    ]
    for part in inspection.regulations:
        lines += _regulation(part)
    if inspection.unassigned:
        names = ", ".join(doctor.name for doctor in inspection.unassigned)
        lines += [*_wrapped(f"Utan känd föreskrift eller specialitet, och därför inte bedömda: {names}."), ""]
    lines += _remarks(inspection.remarks)
    return _text(lines)


def _regulation(part: RegulationResult) -> Iterator[str]:
    number = len(part.doctors)
    yield f"{part.regulation}, {number} ST-läkare"
    yield "=" * len(f"{part.regulation}, {number} ST-läkare")
    for section in part.sections:
        yield from _section(section)
    yield ""


def _section(section: SectionResult) -> Iterator[str]:
    counts = {status: [one for one in section.criteria if one.status is status] for status in Status}
    told = ", ".join(f"{len(found)} {status.word}" for status, found in counts.items() if found)
    yield f"{section.section.id}  {section.grade.text:<4} {section.section.title}: {told}"
    for result in counts[Status.FAILS]:
        yield from _wrapped(f"{result.criterion.id} {Status.FAILS.word} ({result.basis.words}): {result.told}", 8)
    for sentence in section.moves:
        yield from _wrapped(sentence, 8)


def render_follow_up(found: FollowUp) -> str:
    """Every row of the plan with its verdict and why."""
    counts = " ".join(f"{verdict.capitalize()}: {number}." for verdict in Verdict if (number := found.count(verdict)))
    lines = [_title("Uppföljning av handlingsplan", found.unit_name), f"{found.path}, kontrollerad {found.day}."]
    lines += [f"{len(found.rows)} {'rad' if len(found.rows) == 1 else 'rader'}. {counts}", ""]
    for row in found.rows:
        lines += _followed(row, f" ({row.cell})" if found.has_cells else "")
    lines += _remarks(found.remarks)
    return _text(lines)


def _followed(row: FollowedRow, place: str) -> Iterator[str]:
    verdict = f"{row.verdict}, datumet har passerat" if row.overdue and row.verdict is Verdict.UNKNOWN else row.verdict
    yield from _wrapped(f"{row.criterion or '–'}  {verdict.upper()}  {row.action or ''}".rstrip(), hanging=4)
    who = f", {row.responsible}" if row.responsible else ""
    yield f"    Klart senast {row.due or '–'}{who}{place}"
    yield from _wrapped(row.why, 4)
    yield ""


def render_interview(found: Interview) -> str:
    """The questions, with what the unit's own files say of each criterion below it."""
    lines = [_title("Frågor att öva på inför inspektionen", found.unit_name)]
    lines += _wrapped(
        f"Frågorna är våra egna formuleringar. Under varje fråga står vad enhetens filer visar {found.day}, "
        "och ingenting mer än så."
    )
    for section, sittings in groupby(found.sittings, key=lambda one: one.section.id):
        group = list(sittings)
        lines += ["", f"{section}  {group[0].section.title}", "=" * (len(section) + 2 + len(group[0].section.title))]
        for sitting in group:
            lines += _sitting(sitting)
    lines += ["", *_remarks(found.remarks)]
    return _text(lines)


def _sitting(sitting: Sitting) -> Iterator[str]:
    yield ""
    yield f"Till {sitting.role.words}"
    for asked in sitting.questions:
        yield from _question(asked)


def _question(asked: Asked) -> Iterator[str]:
    yield from _wrapped(f"{asked.criterion:<4}{asked.question}", hanging=4)
    told = {(one.status, one.told) for one in asked.standings}
    for one in asked.standings:
        of = f"{one.regulation}: " if len(told) > 1 else ""
        word = one.status.word.capitalize()
        yield from _wrapped(f"{of}{one.told}" if one.told.startswith(word) else f"{of}{word}. {one.told}", 8)
        if len(told) == 1:
            return


def _title(what: str, unit: str | None) -> str:
    return f"{what}: {unit}" if unit else what


def _remarks(remarks: Iterable[str]) -> Iterator[str]:
    for remark in remarks:
        yield from _wrapped(f"Obs: {remark}", hanging=5)


def _wrapped(text: str, indent: int = 0, hanging: int = 0) -> list[str]:
    whole = hide(" ".join(text.split()))
    return textwrap.wrap(whole, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging))


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
