"""The list of what an application needs, as JSON with Swedish keys."""

from __future__ import annotations

import json

from stexcel.ready.model import Item, Readiness
from stexcel.render.json import Json

FORMAT_VERSION = 1


def render_ready_json(one: Readiness) -> str:
    """The document as text; the same list always gives the same text."""
    document: Json = {
        "version": FORMAT_VERSION,
        "stexcel": one.version,
        "idag": one.today.isoformat(),
        "fil": one.path,
        "namn": one.name,
        "specialitet": one.specialty,
        "foreskrift": one.regulation,
        "redo": one.is_ready,
        "summa": {standing.value: number for standing, number in one.counts.items()},
        "poster": [_item(item) for item in one.items],
        "ej_kontrollerat": list(one.limits),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item) -> Json:
    return {
        "del": item.section.value,
        "vad": item.what,
        "lage": item.standing.value,
        "uppgift": item.detail or None,
        "delmal": item.delmal,
        "intyg": item.certificate or None,
        "blad": item.cell.sheet if item.cell else None,
        "cell": item.cell.a1 if item.cell else None,
        "kalla": item.source,
        "underlag_kontrollerat": not item.unverified,
    }
