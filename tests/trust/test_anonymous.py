"""Nobody and nothing that is named in any of the examples is named in a result for use outside the unit."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.trust.outputs import texts_in
from tools.trust.planting import every_example
from tools.trust.program import TODAY, at_home, run

_NAMING = ("namn", "huvudhandledare", "handledare", "studierektor", "verksamhetschef", "bedomare", "chef", "enhet")
_ORDINARY = 4
"""Names that are no longer may be words of our own."""


@pytest.mark.slow
def test_no_name_of_any_example_is_told(tmp_path: Path) -> None:
    names = _filled(tmp_path / "in" / "kliniken")
    assert len(names) > 300
    (tmp_path / "ut").mkdir()
    out = ("--today", TODAY, "--anonymous", "-o")
    with at_home(tmp_path / "hem", tmp_path):
        one = run("status", "in/kliniken", *out, "ut/a.xlsx", "--html", "ut/a.html")
        many = run("status", "in", "--by", "enhet", *out, "ut/b.xlsx")
    assert {one.code, many.code} <= {0, 1}
    told = "\n".join([one.told, many.told, *(text.meant for text in texts_in(tmp_path / "ut"))])
    assert "ST-läkare 01" in told
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", told)] == []


def _filled(folder: Path) -> set[str]:
    """Copies all examples into the folder, and gives every name that they have by their ground truth."""
    folder.mkdir(parents=True)
    names: set[str] = set()
    for path in every_example():
        shutil.copyfile(path, folder / path.name)
        truth = path.with_name(f"{path.stem}.truth.json")
        if truth.exists():
            names.update(_named(json.loads(truth.read_text(encoding="utf-8"))))
    return {name for name in names if len(name) > _ORDINARY}


def _named(truth: object) -> Iterator[str]:
    if isinstance(truth, dict):
        yield from (value for key, value in truth.items() if key in _NAMING and isinstance(value, str))
    if isinstance(truth, dict | list):
        for one in truth.values() if isinstance(truth, dict) else truth:
            yield from _named(one)
