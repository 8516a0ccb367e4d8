"""The report as SARIF 2.1.0, for tools that gather findings from many checks.

Levels: ``krav`` is an error, ``råd`` and ``lokal`` are warnings and ``info`` is a note, since the first three are
shortcomings and the last is not; the exact level stands in ``properties.niva``. A spreadsheet has no lines, so places
inside a file are logical locations (``Delmål!C7``).
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from stexcel.findings import CRASH_CODE, FileReport, Finding, Level, Report, Silenced
from stexcel.render.json import Json, limits_data
from stexcel.render.links import uri
from stexcel.render.words import about_settings, unread, until

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "stexcelFinding/v1"
LANGUAGE = "sv-SE"
LEVELS = {Level.KRAV: "error", Level.RAD: "warning", Level.LOKAL: "warning", Level.INFO: "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


class RuleText(Protocol):
    """What is told about a rule; ``spur`` are ids of SPUR criteria."""

    @property
    def code(self) -> str: ...
    @property
    def level(self) -> Level: ...
    @property
    def title(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def spur(self) -> tuple[str, ...]: ...


def render_sarif(report: Report, rules: Sequence[RuleText]) -> str:
    """The log as text, with a line for each result; ``rules`` are all there are, in the order of the codes."""
    run = _run(report, rules)
    lists = {key: value for key, value in run.items() if isinstance(value, list)}
    fields = [f"{_dumps(key)}: {_dumps(value)}" for key, value in run.items() if key not in lists]
    fields += [f"{_dumps(key)}: [\n" + ",\n".join(map(_dumps, items)) + "\n]" for key, items in lists.items()]
    return f'{{"$schema": {_dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{\n' + ",\n".join(fields) + "\n}]}\n"


def _dumps(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Indexes:
    """Where rules and files stand in the lists of the run."""

    rules: Mapping[str, int]
    files: Mapping[str, int]


def _run(report: Report, rules: Sequence[RuleText]) -> dict[str, Json]:
    indexes = _Indexes(
        {rule.code: index for index, rule in enumerate(rules)},
        {part.document.path: index for index, part in enumerate(report.parts)},
    )
    return {
        "tool": {
            "driver": {
                "name": "stexcel",
                "version": report.version,
                "language": LANGUAGE,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "language": LANGUAGE,
        "properties": {
            "idag": report.today.isoformat(),
            "profil": report.in_force.profile,
            "trosklar": limits_data(report.in_force),
        },
        "invocations": [_invocation(report, indexes)],
        "artifacts": [_artifact(part, is_config=part is report.config) for part in report.parts],
        "results": [result for part in report.parts for result in _results(part, indexes)],
    }


def _rule(rule: RuleText) -> Json:
    tags: list[Json] = [f"SPUR {criterion}" for criterion in rule.spur]
    return {
        "id": rule.code,
        "shortDescription": {"text": _sentence(rule.title)},
        "fullDescription": {"text": rule.why or _sentence(rule.title)},
        "help": {"text": f"{rule.action} Källa: {rule.source}."},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"niva": rule.level.value, "atgard": rule.action, "kalla": rule.source, "tags": tags},
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _artifact(part: FileReport, *, is_config: bool) -> Json:
    document = part.document
    artifact: dict[str, Json] = {
        "location": {"uri": _uri(part)},
        "roles": ["userSpecifiedConfiguration" if is_config else "analysisTarget"],
    }
    if document.sha256 is not None:
        artifact["hashes"] = {"sha-256": document.sha256}
    return artifact


def _uri(part: FileReport) -> str:
    """The file as the user named it, without detours such as ``./``."""
    return uri(posixpath.normpath(part.document.path))


def _results(part: FileReport, indexes: _Indexes) -> Iterator[Json]:
    """The findings, then those that exceptions take out of the counts; alike ones are told apart by their order."""
    seen: Counter[str] = Counter()
    for finding in part.findings:
        yield _result(part, finding, indexes, _fingerprint(finding, seen), [])
    for silenced in part.silenced:
        yield _result(part, silenced.finding, indexes, _fingerprint(silenced.finding, seen), [_suppression(silenced)])


def _result(part: FileReport, finding: Finding, indexes: _Indexes, fingerprint: str, suppressed: list[Json]) -> Json:
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.level],
        "message": _message(f"{finding.text} Åtgärd: {finding.action}"),
        "locations": [_location(part, indexes, finding)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "suppressions": suppressed,
        "properties": {
            "niva": finding.level.value,
            "delmal": finding.delmal,
            "atgard": finding.action,
            "kalla": finding.source,
            "kontrollerad": str(finding.verified) if finding.verified else None,
        },
    }
    if finding.code in indexes.rules:
        result["ruleIndex"] = indexes.rules[finding.code]
    return result


def _message(text: str) -> Json:
    """A message; text of a workbook that looks like a link is kept from becoming one."""
    return {"text": _LINK.sub(r"\\[", text)}


def _location(part: FileReport, indexes: _Indexes, finding: Finding | None = None) -> Json:
    path = part.document.path
    location: dict[str, Json] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(part), "index": indexes.files[path]}}
    }
    if finding is not None and finding.place:
        name, kind = (finding.cell.a1, "cell") if finding.cell else (finding.place, "sheet")
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": finding.place, "kind": kind}]
    return location


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """The same for the same remark in every run, also after rows have been moved when it is about a delmål.

    The file is not part of it, so that a file can be renamed or checked from another folder.
    """
    place = (finding.delmal, finding.summary) if finding.delmal else (finding.place,)
    key = "\n".join((finding.code, *place))
    seen[key] += 1
    return hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "replace")).hexdigest()


def _suppression(silenced: Silenced) -> Json:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": silenced.reason,
        "properties": {"galler": until(silenced)},
    }


def _invocation(report: Report, indexes: _Indexes) -> Json:
    """Whether the program did its work, and what it could not check; tracebacks are for the log alone."""
    notifications = [_notification("warning", limit) for limit in _whole_run(report)]
    notifications += [one for part in report.parts for one in _notifications(part, indexes)]
    return {
        "executionSuccessful": not report.crashed,
        "toolExecutionNotifications": notifications,
        "ruleConfigurationOverrides": [
            {
                "configuration": {"enabled": False},
                "descriptor": {"id": code, **({"index": indexes.rules[code]} if code in indexes.rules else {})},
            }
            for code in report.switched_off
        ],
    }


def _whole_run(report: Report) -> tuple[str, ...]:
    """What was not checked of the whole run; the rules that are switched off are told in another way."""
    told = unread(report)
    return (*([f"{told}."] if told else []), *report.left_out, *report.limits, *about_settings(report))


def _notifications(part: FileReport, indexes: _Indexes) -> Iterator[Json]:
    place = _location(part, indexes)
    for finding in part.findings:
        if finding.code == CRASH_CODE:
            yield _notification("error", finding.text, place)
    for limit in part.limits:
        yield _notification("warning", limit, place)


def _notification(level: str, text: str, *places: Json) -> Json:
    return {"level": level, "message": _message(text), "locations": list(places)}
