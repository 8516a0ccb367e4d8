"""Which findings rest on rows that were read from the official målbeskrivning itself, and where they stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stexcel.findings import Finding
from stexcel.regelverk import Requirement, Source
from stexcel.rules.context import Context

_THAT_IT_APPLIES = frozenset({"STX101", "STX105", "STX107"})
"""Rules about whether the målbeskrivning has a delmål or a group."""
_WHAT_IT_DEMANDS = frozenset({"STX102", "STX104"})
"""Rules about the activities that it demands; its rows say nothing of methods of assessment."""


def marked(finding: Finding, context: Context) -> Finding:
    """The finding, with its page where all that it rests on is verified."""
    source = _source(_needs(finding, context))
    if source is None:
        return finding
    return replace(finding, source=f"{source}, kontrollerad mot dokumentet {source.read_on}", verified=source)


def _needs(finding: Finding, context: Context) -> Sequence[Requirement]:
    """The rows that a finding about the målbeskrivning rests on: those of its delmål, else those of its whole group."""
    if finding.delmal is None or finding.code not in _THAT_IT_APPLIES | _WHAT_IT_DEMANDS:
        return ()
    own = context.requirement(finding.delmal)
    if finding.code in _WHAT_IT_DEMANDS:
        return (own,) if own is not None and own.required else ()
    return (own,) if own is not None else context.groups.get(finding.group, ())


def _source(needs: Sequence[Requirement]) -> Source | None:
    """The one document that all the rows were read from, with all their pages; ``None`` where there is no such."""
    sources = [need.source for need in needs if need.source is not None]
    if not sources or len(sources) < len(needs) or len({source.sha256 for source in sources}) > 1:
        return None
    pages = sorted({page for source in sources for page in source.pages})
    return replace(sources[0], pages=tuple(pages))
