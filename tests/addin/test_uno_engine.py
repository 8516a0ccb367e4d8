"""The engine of the tests has nothing that xlwings' engine for Excel lacks: what runs here can run there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import xlwings

ENGINE = Path(__file__).parent / "uno_engine"
CLASSES = ("App", "Books", "Book", "Sheets", "Sheet", "Range", "Note", "Names", "Name", "Font")


def members(*files: Path) -> dict[str, set[str]]:
    """What each class says that it has: methods, properties and assignments."""
    found: dict[str, set[str]] = {}
    for file in files:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
                names |= {
                    target.id
                    for one in node.body
                    if isinstance(one, ast.Assign)
                    for target in one.targets
                    if isinstance(target, ast.Name)
                }
                found[node.name] = {name for name in names if not name.startswith("_")}
    return found


@pytest.mark.parametrize("engine", ["_xlwindows.py", "_xlmac.py"])
@pytest.mark.parametrize("name", CLASSES)
def test_every_member_is_one_of_excels(name: str, engine: str) -> None:
    excel = members(Path(xlwings.__file__).parent / engine)
    # Excel's own objects are asked for where they are, see stexcel.addin.native.
    assert members(*ENGINE.glob("*.py"))[name] - {"api"} <= excel[name]
