"""Every rule there is, in the order of the codes. A rule that is missing here makes a test fail."""

from stexcel.rules import delmal, file, programme, theory
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

IUP_RULES: tuple[Rule, ...] = (
    delmal.missing_delmal,
    delmal.no_activity,
    delmal.no_assessment,
    delmal.required_activity_missing,
    delmal.unknown_delmal,
    delmal.contradictory_rows,
    delmal.missing_group,
    delmal.no_time,
    delmal.fulfilled_without_evidence,
    delmal.mixed_regulations,
    delmal.lagging,
    programme.not_revised,
    programme.missing_facts,
    programme.too_short,
    theory.no_internal_teaching,
    theory.no_course,
    theory.no_self_study,
    theory.no_scientific_work,
    theory.no_quality_work,
)
"""Rules that apply to a file in which an IUP was found."""

RULES: tuple[Rule, ...] = FILE_RULES + IUP_RULES
RUN_RULES: tuple[RunRule, ...] = (file.same_doctor,)
"""Rules that compare all files of a run."""


def all_rules() -> tuple[RuleInfo, ...]:
    """The metadata of all rules, in the order of the codes."""
    infos = [rule.info for rule in RULES] + [rule.info for rule in RUN_RULES]
    return tuple(sorted(infos, key=lambda info: info.code))
