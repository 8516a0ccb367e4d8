"""What an official målbeskrivning changes, as text to decide by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.catalogue.compare import Change, Kind
from stexcel.catalogue.model import Official
from stexcel.regelverk import pages_told
from stexcel.render.code_spans import code_spans


def render_comparison(official: Official, changes: Sequence[Change]) -> str:
    """The specialty, what was read, and every row that the document changes; the faults where it cannot be used."""
    lines = [f"{official.specialty}, {official.regulation}: {_read(official)}"]
    if official.faults:
        lines += [f"  Fel: {fault}" for fault in official.faults]
        lines.append("  Inget av detta sparas.")
    else:
        lines += [f"  {line}" for line in _changes(changes)]
        lines += [f"  {line}" for line in _not_described(official)]
    return "\n".join(lines) + "\n"


def _read(official: Official) -> str:
    pages = [page for one in official.delmal.values() for page in one.pages]
    if not pages:
        return "inga delmål lästa."
    return f"{len(official.delmal)} delmål lästa, {pages_told(pages)}."


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    described = [change for change in changes if change.kind is not Kind.GONE]
    same = sum(change.kind is Kind.SAME for change in described)
    yield f"{same} av {len(described)} stämmer med de rader som gäller i dag."
    for change in changes:
        if change.kind is Kind.NEW:
            yield f"{change.code} tillkommer ({pages_told(change.pages)})."
        elif change.kind is Kind.GONE:
            yield f"{change.code} utgår: delmålet hör inte till dem som gäller enligt målbeskrivningen."
        elif change.kind is Kind.CHANGED:
            yield f"{change.code} ändras ({pages_told(change.pages)}):"
            for one in change.differences:
                yield f"  {one.what}: {one.before} → {one.after}"


def _not_described(official: Official) -> Iterator[str]:
    """The delmål that apply but have no table in the document, as where a common part is printed elsewhere."""
    missing = [code for code in official.listed if code not in official.delmal]
    if missing:
        yield f"Utan tabell i filen, raderna är kvar som de är: {code_spans(missing)}."
    if not official.listed:
        yield "Filen räknar inte upp vilka delmål som gäller. Rader för andra delmål är kvar som de är."
