"""Rule pages as one JSON document with Swedish keys."""

from __future__ import annotations

import json
from collections.abc import Sequence

from stexcel.explain import Drawing, DrawnFile, RulePage

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def render_rules_json(pages: Sequence[RulePage]) -> str:
    """The pages as a list under ``regler``."""
    return json.dumps({"regler": [_page(page) for page in pages]}, ensure_ascii=False, indent=1) + "\n"


def _page(page: RulePage) -> Json:
    return {
        "kod": page.code,
        "grupp": page.group,
        "rubrik": page.title,
        "niva": page.level.value,
        "niva_betyder": page.level_means,
        "varfor": page.why,
        "atgard": page.action,
        "kalla": page.source,
        "anmarkningar": list(page.remarks),
        "spur": [{"id": criterion.id, "rubrik": criterion.title} for criterion in page.spur],
        "trosklar": [
            {"nyckel": one.key, "betyder": one.text, "forvalt": one.default, "minst": one.least}
            for one in page.settings
        ],
        "faller": _drawing(page.failing),
        "godkanner": _drawing(page.passing),
        "gar_att_undanta": page.can_be_excepted,
        "gar_att_stanga_av": page.can_be_switched_off,
    }


def _drawing(drawing: Drawing | None) -> Json:
    return None if drawing is None else {"visar": drawing.caption, "filer": [_file(file) for file in drawing.files]}


def _file(file: DrawnFile) -> Json:
    return {
        "fil": file.name,
        "tillstand": file.state,
        "text": file.text,
        "blad": [
            {"namn": sheet.name, "dolt": sheet.hidden, "rader": [list(row) for row in sheet.rows]}
            for sheet in file.sheets
        ],
    }
