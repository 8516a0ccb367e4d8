"""What a button says when it is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """``text`` is Swedish. A quiet outcome is told in the status bar only, so that one can press again at once.

    ``crashes`` are tracebacks meant for the log, never for the user.
    """

    text: str
    is_quiet: bool = False
    crashes: tuple[str, ...] = ()


def joined(*lines: str) -> str:
    """The lines that say something, one under the other."""
    return "\n".join(line for line in lines if line)
