"""Everything that is handed over about an inspection, as the files of one folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from stexcel.render.spur_docx import render_plan_docx
from stexcel.render.spur_html import render_spur_html
from stexcel.render.spur_json import render_spur_json
from stexcel.render.spur_xlsx import render_spur_xlsx
from stexcel.render.spur_xlsx.book import render_plan_xlsx
from stexcel.shown import shown
from stexcel.spur.model import Inspection
from stexcel.spur.package import MANIFEST, STATEMENT, Source, manifest, statement

WORKBOOK = "spur.xlsx"
CONTENTS = (
    (WORKBOOK, "bedömningen kriterium för kriterium, med bevis, frågor och handlingsplan"),
    ("handlingsplan.docx", "förslaget till handlingsplan, att ändra i och skriva under"),
    ("handlingsplan.xlsx", "samma handlingsplan som arbetsbok; följs upp med stexcel spur --follow-up"),
    ("spur.html", "en översikt att läsa i en webbläsare"),
    ("spur.json", "allt ovan som data för andra program"),
)
FILES = (*(name for name, _ in CONTENTS), STATEMENT, MANIFEST)
"""The names of all the files."""


def spur_documents(inspection: Inspection, folder: Path | None, sources: Sequence[Source]) -> dict[str, bytes]:
    """Every file by its name; ``folder`` is where links lead from, and nowhere for an anonymous assessment."""
    place = folder or Path()
    files = {
        WORKBOOK: render_spur_xlsx(inspection, place),
        "handlingsplan.docx": render_plan_docx(inspection),
        "handlingsplan.xlsx": render_plan_xlsx(inspection, place),
        "spur.html": shown(render_spur_html(inspection, place)).encode(),
        "spur.json": shown(render_spur_json(inspection)).encode(),
    }
    files[STATEMENT] = shown(statement(inspection, CONTENTS)).encode()
    listed = json.dumps(manifest(inspection, sources, files), ensure_ascii=False, indent=1)
    files[MANIFEST] = f"{shown(listed)}\n".encode()
    return files
