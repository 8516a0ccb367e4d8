"""Makes the IUP templates in ``templates/`` from the rule data. Same input, same bytes.

Run it from the root of the checkout after any change: ``python tools/make_iup_templates.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.fill.template.build import make
from stexcel.fill.template.content import for_anyone
from stexcel.regelverk import load

FOLDER = Path(__file__).resolve().parents[1] / "templates"
FILES = {SOSFS_2015: "iup-2015.xlsx", HSLF_2021: "iup-2021.xlsx"}


def make_all(folder: Path) -> None:
    """Writes a template for each regulation."""
    for regulation, name in FILES.items():
        (folder / name).write_bytes(make(for_anyone(regulation, load())))


if __name__ == "__main__":
    make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
