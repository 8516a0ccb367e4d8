"""Where a clinic's templates differ from the målbeskrivning, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from stexcel.catalogue.audit import Deviation, Difference, Template
from stexcel.document import Document
from stexcel.render.code_spans import code_spans
from stexcel.render.words import shown_path

FORMAT_VERSION = 1
_MOST_FILES = 5
_SHOWN = 90


def render_audit(templates: Sequence[Template], unread: Sequence[Document]) -> str:
    """Each template with its files and what differs, then the files that were not read."""
    lines = [line for number, template in enumerate(templates, 1) for line in (*_template(template, number), "")]
    if not templates:
        lines.append("Ingen mall kunde jämföras.")
    for document in unread:
        why = document.problem.told if document.problem is not None else "Filen är inte läst."
        lines.append(f"Inte läst: {shown_path(document.path)}. {why}")
    return "\n".join(lines).rstrip() + "\n"


def _template(template: Template, number: int) -> Iterator[str]:
    files = "1 fil" if len(template.files) == 1 else f"{len(template.files)} filer"
    about = ", ".join(filter(None, (template.specialty, template.regulation, f"{template.delmal} delmål")))
    yield f"Mall {number} ({files}): {about}"
    for path in template.files[:_MOST_FILES]:
        yield f"  {shown_path(path)}"
    if len(template.files) > _MOST_FILES:
        yield f"  och {len(template.files) - _MOST_FILES} till"
    if template.why:
        yield f"  Inte jämförd: {template.why}"
    elif not template.differences:
        yield "  Samma delmål som målbeskrivningen."
    for kind in Deviation:
        yield from _kind(kind, [one for one in template.differences if one.kind is kind])
    uncertain = [one.code for one in template.differences if one.is_uncertain]
    if uncertain:
        yield (
            f"  Underlaget är inte kontrollerat mot författningen för {code_spans(uncertain)}: läs målbeskrivningen, "
            "eller läs in den med catalogue import."
        )


def _kind(kind: Deviation, found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        return
    yield f"  {kind.value.capitalize()}: {code_spans(one.code for one in found)}"
    for one in found if kind is Deviation.RENAMED else ():
        meant = f" Det är {one.meant} som lyder så." if one.meant else ""
        page = f" ({one.page})" if one.page else ""
        yield f"    {one.code}: ”{_short(one.ours)}”; målbeskrivningen: ”{_short(one.official)}”{page}.{meant}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()} …"


def render_audit_json(templates: Sequence[Template], unread: Sequence[Document]) -> str:
    """The same as one JSON document with Swedish keys."""
    data = {
        "version": FORMAT_VERSION,
        "mallar": [_data(template) for template in templates],
        "inte_lasta": [document.path for document in unread],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


_KEYS = {
    "code": "delmal",
    "kind": "slag",
    "ours": "mallens_lydelse",
    "official": "malbeskrivningens_lydelse",
    "meant": "menat_delmal",
    "page": "sida",
    "is_uncertain": "okontrollerat",
}


def _data(template: Template) -> dict[str, object]:
    return {
        "filer": list(template.files),
        "specialitet": template.specialty,
        "foreskrift": template.regulation,
        "delmal": template.delmal,
        "skillnader": [{_KEYS[key]: value for key, value in asdict(one).items()} for one in template.differences],
        "inte_jamford": template.why or None,
    }
