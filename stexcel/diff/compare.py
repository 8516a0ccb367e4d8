"""Two reports, of an older and a newer version of the same IUPs, become one comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from stexcel.diff.backdated import backdated, latest_date
from stexcel.diff.delmal import delmal_changes, told_by_lists
from stexcel.diff.facts import fact_changes
from stexcel.diff.findings import finding_changes
from stexcel.diff.lists import list_changes
from stexcel.diff.model import Change, Comparison, DoctorDiff, Lone, Subject, Uncompared
from stexcel.diff.pairs import pair_files, pair_units
from stexcel.diff.units import unit_diff
from stexcel.findings import FileReport, Report
from stexcel.model import Iup
from stexcel.names import Likeness, person_key
from stexcel.names import compare as compare_names

DEFAULT_BACKDATED_DAYS = 60
"""A new entry may be this many days older than the last one of the old version; people seldom write the same day."""
_UNIT = "Enhetens egen arbetsbok har ingen motsvarighet i den andra versionen."
_NO_IUP = "Filen är inget IUP och jämförs inte."


def compare(
    old: Report, new: Report, roots: tuple[str, str], *, backdated_days: int = DEFAULT_BACKDATED_DAYS
) -> Comparison:
    """What has happened between two reports that were made with the same settings and as of the same day.

    ``roots`` are the old and the new folder (or file) as given, with ``/``. The reports must have kept their content
    (``keep_content`` of :func:`stexcel.api.validate`). Doctors are sorted by name.
    """
    units = pair_units(old.files, new.files, roots)
    paired = {id(report) for pair in units for report in pair}
    left, right = ([report for report in side.files if id(report) not in paired] for side in (old, new))
    files = pair_files(left, right, roots)
    strangers = [pair for pair in files.pairs if _are_strangers(*pair)]
    readable = [
        pair for pair in files.pairs if all(report.document.iup for report in pair) and not _are_strangers(*pair)
    ]
    doctors = [_doctor(*pair, new, backdated_days) for pair in readable]
    unread = [pair for pair in files.pairs if not all(report.document.iup for report in pair)]
    return Comparison(
        new.today,
        new.version,
        backdated_days,
        tuple(sorted(doctors, key=lambda doctor: (doctor.name.casefold(), doctor.new_path))),
        tuple(_lone(files.only_old)),
        tuple(_lone(files.only_new)),
        in_force=new.in_force,
        units=tuple(unit_diff(*pair) for pair in units),
        uncompared=tuple(
            chain(
                map(_stranger, strangers),
                _unread_pairs(unread),
                _unread(files.only_old),
                _unread(files.only_new),
                _left_out((old, new), roots),
            )
        ),
    )


def _doctor(old: FileReport, new: FileReport, run: Report, days: int) -> DoctorDiff:
    was, now = old.document.iup or Iup(), new.document.iup or Iup()
    changes = iup_changes(was, now)
    solved, appeared = finding_changes(old, new)
    return DoctorDiff(
        name=_name(new) if now.person.name else _name(old),
        old_path=old.document.path,
        new_path=new.document.path,
        fulfilled=(old.fulfilled, new.fulfilled),
        total=(old.total, new.total),
        changes=changes,
        solved=solved,
        appeared=appeared,
        other_name=_other_name(was, now),
        unchecked=tuple(limit for limit in new.limits if limit not in old.limits),
        backdated=backdated(was, now, changes, today=run.today, days=days),
        latest=latest_date(was, run.today),
    )


def iup_changes(old: Iup, new: Iup) -> tuple[Change, ...]:
    """All differences in content between two IUPs, whatever their layouts, in the order of :class:`Subject`."""
    lists = list(list_changes(old, new))
    goals = delmal_changes(old, new, told_by_lists(lists, old, new))
    order = list(Subject)
    return tuple(sorted((*lists, *goals, *fact_changes(old, new)), key=lambda change: order.index(change.subject)))


def _name(report: FileReport) -> str:
    """The doctor, else the file."""
    iup = report.document.iup
    return iup.person.name.value if iup and iup.person.name else report.document.path.rsplit("/", 1)[-1]


def _other_name(old: Iup, new: Iup) -> str | None:
    """The name in the old version, when it clearly is another person's."""
    was, now = old.person.name, new.person.name
    if was is None or now is None or compare_names(was.value, now.value) is not Likeness.OTHER:
        return None
    return was.value


def _are_strangers(old: FileReport, new: FileReport) -> bool:
    """Whether the files are about two people for certain: full names without a word in common.

    With a word in common it may be someone who has married.
    """
    was, now = old.document.iup, new.document.iup
    if was is None or now is None or _other_name(was, now) is None:
        return False
    names = [set(person_key(iup.person.name.value)) for iup in (was, now) if iup.person.name is not None]
    return all(len(words) > 1 for words in names) and not set.intersection(*names)


def _stranger(pair: tuple[FileReport, FileReport]) -> Uncompared:
    old, new = pair
    why = (
        f"Filen gäller {_name(new)}, men den äldre filen gäller {_name(old)}: det är två olika personer. "
        "Ange två versioner av samma persons IUP."
    )
    return Uncompared(new.document.path, why, old.document.path)


def _lone(reports: Sequence[FileReport]) -> Iterator[Lone]:
    return (Lone(_name(report), report.document.path) for report in reports if report.document.iup)


def _unread(reports: Sequence[FileReport]) -> Iterator[Uncompared]:
    return (Uncompared(report.document.path, _why(report)) for report in reports if not report.document.iup)


def _unread_pairs(pairs: Sequence[tuple[FileReport, FileReport]]) -> Iterator[Uncompared]:
    for old, new in pairs:
        alike = old.document.iup is None and new.document.iup is None and _why(old) == _why(new)
        for report, other in ((new, old),) if alike else ((old, new), (new, old)):
            if not report.document.iup:
                yield Uncompared(report.document.path, _why(report), other.document.path)


def _left_out(reports: tuple[Report, Report], roots: tuple[str, str]) -> Iterator[Uncompared]:
    """What the settings leave out of the runs, each thing once."""
    settings = [report.config for report in reports if report.config is not None]
    told = dict.fromkeys((config.document.path, limit) for config in settings for limit in config.limits)
    unread = ((report.left_out, root) for report, root in zip(reports, roots, strict=True))
    yield from (Uncompared(root, sentence) for sentences, root in unread for sentence in sentences)
    yield from (Uncompared(path, limit) for path, limit in told)


def _why(report: FileReport) -> str:
    problem = report.document.problem
    if problem is not None:
        return problem.told
    return _UNIT if report.document.unit is not None else _NO_IUP
