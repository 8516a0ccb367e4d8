"""Every rule there is, in the order of the codes. A rule that is missing here makes a test fail."""

from stexcel.rules import (
    assessment,
    delmal,
    established,
    file,
    fulfilment,
    meetings,
    placements,
    programme,
    science,
    side_rotations,
    supervisors,
    tables,
    theory,
    unit,
)
from stexcel.rules.exceptions import UNNEEDED
from stexcel.rules.rule import Rule, RuleInfo, RunRule

FILE_RULES: tuple[Rule, ...] = (
    file.reading_crashed,
    file.unreadable,
    file.encrypted,
    file.no_iup,
    file.uncertain,
    file.personal_id,
    file.unparsed,
)
"""Rules that apply to every file, also one that could not be read."""

NOT_READ = tuple(rule.info.code for rule in (file.reading_crashed, file.unreadable, file.encrypted, file.no_iup))
"""Codes that say that nothing in a file was checked; they can be neither switched off nor excepted."""

IUP_RULES: tuple[Rule, ...] = (
    delmal.missing_delmal,
    delmal.no_activity,
    delmal.no_assessment,
    delmal.required_activity_missing,
    delmal.unknown_delmal,
    delmal.contradictory_rows,
    delmal.missing_group,
    delmal.no_time,
    fulfilment.fulfilled_without_evidence,
    delmal.mixed_regulations,
    fulfilment.lagging,
    established.established_late,
    established.not_signed,
    programme.not_revised,
    programme.missing_facts,
    programme.too_short,
    programme.regulation_before_its_time,
    placements.overlap_or_gap,
    side_rotations.side_without_supervisor,
    side_rotations.side_not_followed_up,
    placements.placement_without_delmal,
    programme.no_introduction,
    programme.lagging_without_plan,
    meetings.sparse_supervision,
    assessment.too_few,
    assessment.without_delmal,
    meetings.no_kollegium,
    meetings.no_reconciliation,
    assessment.unknown_method,
    assessment.one_method,
    assessment.area_not_assessed,
    meetings.not_checked_against_iup,
    meetings.no_development_talk,
    theory.no_internal_teaching,
    theory.no_course,
    theory.no_self_study,
    theory.no_scientific_work,
    theory.no_quality_work,
    theory.teaching_without_delmal,
    science.science_not_assessed,
    theory.course_passed_by,
)
"""Rules that apply to a file in which an IUP was found."""

RULES: tuple[Rule, ...] = FILE_RULES + IUP_RULES
RUN_RULES: tuple[RunRule, ...] = (
    file.same_doctor,
    tables.impossible_values,
    supervisors.untrained_supervisor,
    supervisors.wrong_specialty,
    supervisors.supervisor_load,
    unit.studierektor,
    unit.old_review,
    supervisors.no_recent_training,
    unit.missing_documents,
    unit.overdue_action,
)
"""Rules that compare all files of a run."""


def all_rules() -> tuple[RuleInfo, ...]:
    """The metadata of all rules, in the order of the codes."""
    infos = [rule.info for rule in RULES] + [rule.info for rule in RUN_RULES]
    infos.append(UNNEEDED)
    return tuple(sorted(infos, key=lambda info: info.code))
