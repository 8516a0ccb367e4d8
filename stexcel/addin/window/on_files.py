"""What the buttons do with a file that is not open: the results are copies beside it, and the file is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from stexcel import ooxml
from stexcel.addin.buttons.forslag import suggested_for
from stexcel.addin.buttons.kontrollera import judged, own_report
from stexcel.addin.outcome import joined
from stexcel.addin.reading import Source
from stexcel.fill.suggestions.suggest import told
from stexcel.findings import Finding
from stexcel.own_results import COPY_SUFFIXES, is_annotated_copy
from stexcel.render.annotation import annotation
from stexcel.render.words import verdict
from stexcel.workbook import read_bytes

_CHECKED, _SUGGESTED = "kontrollerad", "förslag"


@dataclass(frozen=True, slots=True)
class Done:
    """What the window shows when a button is done.

    ``result`` is a file that can be opened, ``findings`` what Nästa brist goes through, and ``crashes`` are tracebacks
    meant for the log.
    """

    text: str
    result: Path | None = None
    findings: tuple[str, ...] = ()
    crashes: tuple[str, ...] = ()


def check_file(path: Path, today: date) -> Done:
    """The findings, and a copy that has them at its cells; raises what :func:`stexcel.addin.errors.sentence` knows."""
    source = Source(path, path)
    report = judged(source, today)
    file = own_report(source, report)
    findings = tuple(_line(finding) for finding in sorted(file.findings, key=lambda finding: finding.level.rank))
    limits = [f"Ej kontrollerat: {limit}" for limit in (*file.limits, *report.limits, *report.left_out)]
    crashes = tuple(trace for one in report.files for trace in one.crashes)
    if path.suffix.lower() not in COPY_SUFFIXES:
        return Done(joined(f"{verdict(file)}.", _no_copy(path), *findings, *limits), None, findings, crashes)
    written = ooxml.apply(read_bytes(path), annotation(file, report))
    target = _copy(path, _CHECKED)
    ooxml.write_atomically(target, written.data, source=path)
    where = f"Anmärkningarna står i kopian {target.name}, på bladet {', '.join(written.new_sheets)} och vid cellerna."
    return Done(joined(f"{verdict(file)}.", where, *_unplaced(written), *findings, *limits), target, findings, crashes)


def suggest_file(path: Path, today: date) -> Done:
    """A copy with suggestions; raises what :func:`stexcel.addin.errors.sentence` knows."""
    suggested, faults = suggested_for(Source(path, path), today)
    target = _copy(path, _SUGGESTED)
    ooxml.write_atomically(target, suggested.data, source=path)
    where = f"Förslagen står i kopian {target.name}. Behåll sedan bara en av dem i mappen: annars räknas båda."
    return Done(joined(*told(suggested), *faults, where), target)


def _line(finding: Finding) -> str:
    place = finding.place or "Hela arbetsboken"
    return f"{place}: {finding.level.value} {finding.code}. {finding.text} Gör så här: {finding.action}"


def _no_copy(path: Path) -> str:
    return f"En {path.suffix}-fil kan inte få anteckningar. Spara den som .xlsx för att få en kopia med dem."


def _unplaced(written: ooxml.Written) -> list[str]:
    return [f"{one.note.sheet}!{one.note.cell} har ingen anteckning: {one.reason}" for one in written.unplaced]


def _copy(path: Path, what: str) -> Path:
    """The name of a copy beside the file: one that is free, or that of an earlier checked copy."""
    targets = (path.with_stem(f"{path.stem} ({what}{f' {number}' if number > 1 else ''})") for number in count(1))
    return next(one for one in targets if not one.exists() or (what == _CHECKED and is_annotated_copy(one)))
