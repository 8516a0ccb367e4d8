"""Snapshots as rows of the history, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from stexcel.findings import Level
from stexcel.status.model import Link
from stexcel.status.snapshot import Codes, DoctorShot, Snapshot
from stexcel.status.status import Light, MethodCount, TermStanding

_SHARED = 16_384
"""Facts that are the same for many are read once, and are one object."""
_PLAIN = ("regulation", "percent", "served", "linked", "assessed", "done", "expected", "silenced", "not_checked")
_DAYS = ("start", "planned_end", "end_at_fte", "last_supervision", "last_revision")


@dataclass(frozen=True, slots=True)
class Row:
    """A doctor of a snapshot; all but the key is JSON."""

    key: str
    numbers: str
    delmal: str
    findings: str


def rows_of(snapshot: Snapshot) -> tuple[str, tuple[Row, ...]]:
    """The findings of the whole run, and a row for each doctor."""
    return _json(_coded(snapshot.findings)), tuple(_row(one) for one in snapshot.doctors)


def snapshot_from(day: date, version: str, basis: str, unread: int, findings: str, rows: Iterable[Row]) -> Snapshot:
    """The snapshot that the rows tell; raises ``ValueError``, ``KeyError`` or ``TypeError`` for damaged ones."""
    doctors = tuple(_doctor(row) for row in rows)
    return Snapshot(day, version, basis, doctors, _codes(findings), unread)


def _row(one: DoctorShot) -> Row:
    numbers: dict[str, Any] = {name: getattr(one, name) for name in _PLAIN}
    numbers |= {name: day.isoformat() for name in _DAYS if (day := getattr(one, name)) is not None}
    numbers |= {"light": one.light.value, "term": _term(one.term) if one.term else None}
    told = {name: value for name, value in numbers.items() if value is not None}
    delmal = {code: link.value for code, link in one.delmal.items()}
    return Row(one.key, _json(told), _json(delmal), _json(_coded(one.findings)))


def _doctor(row: Row) -> DoctorShot:
    told = json.loads(row.numbers)
    days: dict[str, Any] = {name: date.fromisoformat(told[name]) for name in _DAYS if name in told}
    return DoctorShot(
        row.key,
        Light(told["light"]),
        **{name: told[name] for name in _PLAIN if name in told},
        **days,
        delmal=_links(row.delmal),
        findings=_codes(row.findings),
        term=_standing(told["term"]) if "term" in told else None,
    )


def _term(term: TermStanding) -> dict[str, Any]:
    return {
        "name": term.name,
        "first": term.first.isoformat(),
        "last": term.last.isoformat(),
        "made": term.made,
        "wanted": term.wanted,
        "running": term.running,
        "methods": {one.method: one.count for one in term.methods},
    }


def _standing(told: Mapping[str, Any]) -> TermStanding:
    return TermStanding(
        told["name"],
        date.fromisoformat(told["first"]),
        date.fromisoformat(told["last"]),
        told["made"],
        told["wanted"],
        told["running"],
        tuple(MethodCount(method, count) for method, count in told["methods"].items()),
    )


def _coded(findings: Codes) -> dict[str, int]:
    return {f"{code} {level.value}": number for (code, level), number in findings.items()}


@lru_cache(maxsize=_SHARED)
def _links(text: str) -> Mapping[str, Link]:
    return MappingProxyType({str(code): Link(link) for code, link in json.loads(text).items()})


@lru_cache(maxsize=_SHARED)
def _codes(text: str) -> Codes:
    found = {}
    for name, number in json.loads(text).items():
        code, level = name.split(" ")
        found[code, Level(level)] = int(number)
    return MappingProxyType(found)


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
