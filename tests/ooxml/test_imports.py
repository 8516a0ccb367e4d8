"""Who only writes cells waits for nothing else: the rules, the layouts and what they need are not loaded."""

import subprocess
import sys

_ASK = "import sys, stexcel; stexcel.write_cells; print(*sorted(sys.modules))"
_HEAVY = {"polars", "pandera", "xlsxwriter", "jinja2", "rich", "click", "xlwings"}
_OWN = {
    "stexcel.layout",
    "stexcel.rules",
    "stexcel.regelverk",
    "stexcel.config",
    "stexcel.fill.template",
    "stexcel.api",
}


def test_writing_cells_loads_neither_rules_nor_layouts() -> None:
    answer = subprocess.run([sys.executable, "-c", _ASK], check=True, capture_output=True, text=True, timeout=60)
    loaded = set(answer.stdout.split())
    assert "stexcel.fill.cells" in loaded
    assert not loaded & (_HEAVY | _OWN)


def test_what_the_package_does_not_have_is_told() -> None:
    ask = "import stexcel; stexcel.borta"
    answer = subprocess.run([sys.executable, "-c", ask], check=False, capture_output=True, text=True, timeout=60)
    assert "has no attribute 'borta'" in answer.stderr
