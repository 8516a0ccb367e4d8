"""The name that someone most likely meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

from rapidfuzz.distance import DamerauLevenshtein

_NEAR = 0.4
"""The largest part of the letters that may differ between a slip of the pen and what was meant."""
_FEW = 12
"""So many names can be listed in a message; more than that nobody reads."""
_ENGLISH: Mapping[str, str] = {
    "code": "kod",
    "date": "till",
    "description": "beskrivning",
    "exclude": "utom",
    "expires": "till",
    "extends": "utgar_fran",
    "file": "fil",
    "files": "filer",
    "include": "filer",
    "only": "endast",
    "profile": "profil",
    "profiles": "profiler",
    "reason": "skal",
    "rule": "kod",
    "rules": "regler",
    "template": "mall",
    "threshold": "troskel",
    "thresholds": "troskel",
    "today": "idag",
    "unit": "enhet",
    "until": "till",
}
_SWEDISH: Mapping[str, str] = {
    "datum": "till",
    "exempel": "mall",
    "gräns": "troskel",
    "gränser": "troskel",
    "orsak": "skal",
    "regel": "kod",
    "trösklar": "troskel",
}
"""Other words for the same, which no count of letters finds."""


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that means the same or has the fewest differing letters; ``None`` when nothing is near."""
    folded = name.casefold()
    for words in (_ENGLISH, _SWEDISH):
        if (meant := words.get(folded)) in known:
            return meant
    plain = _without_marks(folded)
    distance, near = min(
        ((DamerauLevenshtein.normalized_distance(plain, _without_marks(one.casefold())), one) for one in known),
        default=(1.0, ""),
        key=lambda pair: pair[0],
    )
    return near if distance <= _NEAR else None


def hint(name: str, known: Collection[str], written: str = "{}") -> str:
    """`` Menade du ”skal”?``, or what there is to choose from; ``written`` is how a name is written in full."""
    near = nearest(name, known)
    if near is not None:
        return f" Menade du ”{written.format(near)}”?"
    return f" De som finns är {', '.join(written.format(one) for one in known)}." if len(known) <= _FEW else ""


def _without_marks(text: str) -> str:
    """The letters without dots and rings, since keys cannot have them."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
