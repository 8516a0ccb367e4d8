"""Delmål codes as people list them: ``a1–a6, b1 och c2``."""

from __future__ import annotations

from collections.abc import Iterable

from stexcel import codes

_WORTH_A_SPAN = 3


def code_spans(found: Iterable[str]) -> str:
    """The codes in order, three or more that follow on each other as a span; empty where there are none."""
    runs: list[list[str]] = []
    for code in sorted(set(found), key=codes.sort_key):
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    told: list[str] = []
    for run in runs:
        told += [f"{run[0]}–{run[-1]}"] if len(run) >= _WORTH_A_SPAN else run
    return " och ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))


def _follows(before: str, code: str) -> bool:
    (prefix, group, number), key = codes.sort_key(before), codes.sort_key(code)
    return key == (prefix, group, number + 1)
