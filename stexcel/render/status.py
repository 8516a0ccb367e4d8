"""How far a file was checked, in a word or two; what was found in it is another matter."""

from __future__ import annotations

from stexcel.findings import FileReport


def status(report: FileReport) -> str:
    """Whether the file was checked; partly, where a demand of the regulations was not or only with doubt."""
    if report.crashed:
        return "Inte färdigkontrollerad"
    if not report.was_read:
        return "Inte kontrollerad"
    return "Delvis kontrollerad" if report.has_open_demands else "Kontrollerad"


def reservations(report: FileReport) -> str:
    """How many sentences there are about what was not checked; the empty string for none and for an unread file."""
    return f"{len(report.limits)} förbehåll" if report.was_read and report.limits else ""
