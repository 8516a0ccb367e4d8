"""The program killed at every step by which it changes the disk: is the old or the new file there, and whole?

Usage: python -m tools.trust.kills [--short]   (prints a line of JSON for each command)
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.trust import children
from tools.trust.children import Ended, Way
from tools.trust.kept import files_in, lost_in
from tools.trust.planting import EXAMPLES
from tools.trust.program import TODAY

_SOURCE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
_OTHER = EXAMPLES / "L05" / "L05-reu-luckor.xlsx"
_EARLIER = "2026-06-01"
_SHORT = 2
"""Of a command's steps the short form tries this many, spread out, beside the first and the last."""
_IN_SHORT = ("fill --in-place", "annotate", "status", "history forget")


@dataclass(frozen=True)
class Scenario:
    """A command that writes, and the commands that have been run before it; ``folders`` of the work are read again."""

    name: str
    words: Sequence[str]
    before: Sequence[Sequence[str]] = ()


def scenarios() -> Sequence[Scenario]:
    """Every way in which the program replaces a file."""
    book = "in/iup.xlsx"
    status = ("-o", "ut/status.xlsx", "--html", "ut/status.html", "--no-cache")
    return (
        Scenario("fill --in-place", ("fill", book, "--set", "Personuppgifter!B30=ny", "--in-place")),
        Scenario(
            "fill --overwrite",
            ("fill", book, "--set", "Personuppgifter!B30=ny", "-o", "ut/kopia.xlsx", "--overwrite"),
            [("fill", book, "--set", "Personuppgifter!B30=gammal", "-o", "ut/kopia.xlsx")],
        ),
        Scenario(
            "annotate",
            ("annotate", book, "--today", TODAY, "-o", "ut/kopia.xlsx", "--overwrite"),
            [("annotate", book, "--today", _EARLIER, "-o", "ut/kopia.xlsx")],
        ),
        Scenario(
            "migrate",
            ("migrate", "in", "-o", "ut", "--overwrite"),
            [("migrate", book, "-o", "ut"), ("fill", "ut/iup.xlsx", "--set", "Start!Z90=min", "--in-place")],
        ),
        Scenario(
            "status", ("status", "in", "--today", TODAY, *status), [("status", "in", "--today", _EARLIER, *status)]
        ),
        Scenario(
            "validate",
            ("validate", "in", "--today", TODAY, "-o", "ut/fynd.xlsx"),
            [("validate", "in", "--today", _EARLIER, "-o", "ut/fynd.xlsx")],
        ),
        Scenario(
            "export",
            ("export", "in", "--today", TODAY, "-o", "ut"),
            [("export", book, "--today", _EARLIER, "-o", "ut")],
        ),
        Scenario(
            "new --overwrite",
            ("new", "--specialty", "Reumatologi", "--regulation", "2021", "-o", "ut/ny.xlsx", "--overwrite"),
            [("new", "--specialty", "Onkologi", "--regulation", "2021", "-o", "ut/ny.xlsx")],
        ),
        Scenario(
            "history forget",
            ("history", "forget", "in", "--all"),
            [("status", "in", "--today", TODAY, *status)],
        ),
    )


@dataclass
class Tried:
    """What came of a command: the steps at which it was killed, and what was lost."""

    name: str
    points: int = 0
    lost: list[str] = field(default_factory=list)


def try_all(scenario: Scenario, room: Path, *, is_short: bool) -> Tried:
    """Kills the command at its steps, each time from the same beginning."""
    start, home = room / "start", room / "hem"
    home.mkdir(parents=True)
    (start / "in").mkdir(parents=True)
    (start / "ut").mkdir()
    shutil.copyfile(_SOURCE, start / "in" / "iup.xlsx")
    if scenario.name == "migrate":
        shutil.copyfile(_OTHER, start / "in" / "annan.xlsx")
    for words in scenario.before:
        ended = children.run(words, start, home)
        assert ended.code in (0, 1), (words, ended)
    old = files_in(start)
    whole, clean = _once(scenario, start, room / "helt", home, Way())
    assert whole.code in (0, 1), (scenario.name, whole)
    new = files_in(clean)
    tried = Tried(scenario.name)
    for point in _points(whole.steps, is_short=is_short):
        ended, after = _once(scenario, start, room / f"steg{point}", home, Way(killed_at=point))
        if ended.code is None:
            tried.points += 1
        tried.lost += [f"{point}: {one}" for one in lost_in(old, new, after)]
        shutil.rmtree(after)
    return tried


def _points(steps: int, *, is_short: bool) -> Sequence[int]:
    if not is_short or steps <= _SHORT + 2:
        return range(1, steps + 1)
    between = {1 + index * (steps - 1) // (_SHORT + 1) for index in range(_SHORT + 2)}
    return sorted({1, steps, *between})


def _once(scenario: Scenario, start: Path, work: Path, home: Path, way: Way) -> tuple[Ended, Path]:
    shutil.copytree(start, work)
    return children.run(scenario.words, work, home, way), work


def results(*, is_short: bool) -> Sequence[Tried]:
    """All commands."""
    children.load()
    with tempfile.TemporaryDirectory() as room:
        chosen = [one for one in scenarios() if not is_short or one.name in _IN_SHORT]
        return [try_all(one, Path(room) / str(index), is_short=is_short) for index, one in enumerate(chosen)]


if __name__ == "__main__":
    for one in results(is_short="--short" in sys.argv):
        sys.stdout.write(json.dumps({"name": one.name, "points": one.points, "lost": one.lost}) + "\n")
