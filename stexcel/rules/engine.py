"""Runs the rules. A rule that fails becomes a finding of its own and never looks like approval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from stexcel.document import Document
from stexcel.findings import FileReport, Finding, TrainingTime
from stexcel.frames.faults import NO_FAULTS, TableFaults
from stexcel.regelverk import Regelverk
from stexcel.rules.context import Context
from stexcel.rules.file import CRASH
from stexcel.rules.fulfilment import fulfilment
from stexcel.rules.limit import unchecked_codes
from stexcel.rules.limits import limits
from stexcel.rules.open_demands import has_open_demands
from stexcel.rules.registry import FILE_RULES, IUP_RULES, NOT_READ, RUN_RULES, all_rules
from stexcel.rules.rule import Hit, Rule, RuleInfo, RunRule
from stexcel.rules.run_context import RunContext
from stexcel.rules.thresholds import Thresholds
from stexcel.rules.training_time import training_time
from stexcel.rules.unearned import unearned
from stexcel.rules.verified import marked
from stexcel.traces import trace_of

DEFAULTS = Thresholds()
_ALL_CODES = frozenset(info.code for info in all_rules())


def check_document(
    document: Document,
    regelverk: Regelverk,
    *,
    today: date,
    thresholds: Thresholds = DEFAULTS,
    rules: Sequence[Rule] | None = None,
    off: Collection[str] = (),
) -> FileReport:
    """All findings of one file, sorted; see :func:`check_context`."""
    return check_context(Context(document, regelverk, today, thresholds), rules=rules, off=off)


def check_context(context: Context, *, rules: Sequence[Rule] | None = None, off: Collection[str] = ()) -> FileReport:
    """All findings of one file, sorted. ``rules`` replaces the rules that otherwise apply to the document.

    Rules whose codes are in ``off`` are not run, those aside that tell that nothing was checked, nor those that would
    say that something is missing of which an unread cell speaks.
    """
    document = context.document
    if rules is None:
        rules = FILE_RULES if document.problem or document.unit else FILE_RULES + IUP_RULES
    findings: list[Finding] = []
    crashes: list[str] = []
    failed: set[str] = set()
    skipped = {*off, *unearned(context)}
    for rule in (rule for rule in rules if rule.info.code in NOT_READ or rule.info.code not in skipped):
        try:
            findings += [marked(rule.info.finding(hit), context) for hit in rule.check(context)]
        except Exception as error:  # noqa: BLE001 - whatever a rule does wrong is told, and the rest still checked
            findings.append(_crash(rule.info, error))
            crashes.append(trace_of(error))
            failed.add(rule.info.code)
    fulfilled, total = fulfilment(context)
    told = limits(context)
    left_open = unchecked_codes(told)
    return FileReport(
        document,
        _sorted(findings),
        tuple(one.text for one in told),
        fulfilled,
        total,
        tuple(crashes),
        training_time(context) if document.iup is not None else TrainingTime(),
        has_open_demands=has_open_demands(left_open),
        unchecked=_ALL_CODES if document.problem else left_open | skipped | failed,
    )


def check_run(
    reports: Sequence[FileReport],
    regelverk: Regelverk,
    *,
    today: date,
    thresholds: Thresholds = DEFAULTS,
    rules: Sequence[RunRule] = RUN_RULES,
    off: Collection[str] = (),
    faults: TableFaults = NO_FAULTS,
) -> tuple[FileReport, ...]:
    """The reports of a whole run, with the findings that need all the files added.

    ``faults`` is what the schemas of the tables found; see :mod:`stexcel.frames.schemas`.
    """
    documents = [report.document for report in reports]
    context = RunContext(documents, regelverk, today, thresholds, faults)
    found: dict[int, list[Finding]] = defaultdict(list)
    crashes: list[str] = []
    failed: set[str] = set()
    for rule in (rule for rule in rules if rule.info.code not in off):
        try:
            for index, hit in rule.check(context):
                found[index].append(rule.info.finding(hit))
        except Exception as error:  # noqa: BLE001 - as above; every file then says that it was not compared
            crashes.append(trace_of(error))
            failed.add(rule.info.code)
            for index in range(len(documents)):
                found[index].append(_crash(rule.info, error))
    return tuple(
        replace(
            report,
            findings=_sorted([*report.findings, *found[index]]),
            crashes=report.crashes + (tuple(crashes) if index == 0 else ()),
            unchecked=report.unchecked | failed,
        )
        if index in found
        else report
        for index, report in enumerate(reports)
    )


def _crash(info: RuleInfo, error: Exception) -> Finding:
    """A finding that names the rule and the kind of error; the error's own text may hold personal data."""
    kind = type(error).__name__
    return CRASH.finding(Hit(f"Kontrollen {info.code} ({info.title}) avbröts av ett fel i programmet: {kind}."))


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
