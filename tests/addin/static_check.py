"""A second opinion on the macros: vbalidator, for each kind of Excel that will compile them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vbalidator import precheck

from stexcel.addin.macros import ENCODING, Macros, with_line_ends

KINDS = {"64-bit Windows": {}, "32-bit Windows": {"WIN64": False}, "macOS": {"MAC": True, "WIN64": False}}
# The one thing of Excel for the Mac that the model of Excel for Windows lacks.
_MAC_MODEL = {"globals": {"AppleScriptTask": {"type": "Function", "returns": "String", "min_args": 3, "max_args": 3}}}


def complaints(macros: Macros, kind: str, folder: Path) -> Iterator[str]:
    """What is found in the modules, as one project; ``folder`` is for the files that vbalidator reads."""
    for name, text in macros.modules.items():
        (folder / f"{name}.bas").write_bytes(with_line_ends(text).encode(ENCODING, "replace"))
    model = folder / "model.json"
    model.write_text(json.dumps(_MAC_MODEL if kind == "macOS" else {"globals": {}}), encoding="utf-8")
    found = precheck(folder, host="excel", model_path=model, defines=KINDS[kind])
    for issue in found.issues:
        yield f"{issue['rule_id']} {issue['file']}:{issue['line']} {issue['message']}"
