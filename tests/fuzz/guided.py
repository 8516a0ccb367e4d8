"""Coverage-guided fuzzing of the reader, the recogniser and the patcher: inputs that reach new code are built upon.

Usage: python -m tests.fuzz.guided SECONDS [CORPUS]   (needs the extra ``fuzz``; Linux and macOS)

The first byte of an input chooses the target, the second what the rest is: a whole file, or the XML of a part of an
otherwise sound workbook, so that an input gets past the archive. What fails is saved by the fuzzer and told, with its
traceback, and the exit code is not 0. Ends with a line of figures.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

MOST_SECONDS = 20
"""For one input; more is a hang."""
_PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml")


def main() -> None:
    """Runs the fuzzer in this process, which it ends."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["stexcel"]):
        targets = import_module("tests.fuzz.targets")
        archives = import_module("tests.hostile.archives")
    tried = list(targets.TARGETS.values())

    def one(data: bytes) -> None:
        if len(data) < 2:
            return
        choice = data[1] % (len(_PARTS) + 1)
        content = data[2:]
        tried[data[0] % len(tried)](content if not choice else archives.plain({_PARTS[choice - 1]: content}))

    with tempfile.TemporaryDirectory() as name:
        corpus = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)
        _seed(corpus, archives)
        limits = [f"-max_total_time={sys.argv[1]}", f"-timeout={MOST_SECONDS}", "-rss_limit_mb=3000", "-max_len=20000"]
        atheris.Setup([sys.argv[0], str(corpus), *limits, "-print_final_stats=1", "-verbosity=1"], one)
        atheris.Fuzz()


def _seed(corpus: Path, archives: Any) -> None:
    """A sound file of every kind to begin with, and the files that once failed."""
    for place, part in enumerate(_PARTS, start=1):
        xml = archives.unpacked_plain()[part]
        for target in range(3):
            (corpus / f"{target}-{place}").write_bytes(bytes([target, place]) + xml)
    known = Path(__file__).parents[1] / "hostile" / "corpus"
    for file in sorted(known.iterdir()):
        (corpus / file.name).write_bytes(b"\1\0" + file.read_bytes())


if __name__ == "__main__":
    main()
