"""What parts of the training, meetings and logs are called in Swedish, and what an unread cell may speak of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from stexcel.model import MeetingKind, Part

PART_NAMES: Mapping[Part, str] = {
    Part.SELF_STUDY: "Självstudier",
    Part.INTERNAL_TEACHING: "Internutbildning",
    Part.SCIENTIFIC_WORK: "Vetenskapligt arbete",
    Part.QUALITY_WORK: "Kvalitetsarbete",
    Part.ACTION_PLAN: "Åtgärdsplan",
    Part.INTRODUCTION: "Introduktion",
}
MEETING_NAMES: Mapping[MeetingKind, str] = {
    MeetingKind.SUPERVISION: "Handledarsamtal",
    MeetingKind.RECONCILIATION: "Avstämning med studierektor",
    MeetingKind.DEVELOPMENT: "Utvecklingssamtal",
    MeetingKind.KOLLEGIUM: "Specialistkollegium",
}


class Subject(StrEnum):
    """What a cell that could not be read may speak of: a part of the training, a sort of meeting, or a log."""

    SELF_STUDY = Part.SELF_STUDY.value
    INTERNAL_TEACHING = Part.INTERNAL_TEACHING.value
    SCIENTIFIC_WORK = Part.SCIENTIFIC_WORK.value
    QUALITY_WORK = Part.QUALITY_WORK.value
    INTRODUCTION = Part.INTRODUCTION.value
    SUPERVISION = MeetingKind.SUPERVISION.value
    RECONCILIATION = MeetingKind.RECONCILIATION.value
    DEVELOPMENT = MeetingKind.DEVELOPMENT.value
    KOLLEGIUM = MeetingKind.KOLLEGIUM.value
    ASSESSMENT = "bedömning"
    REVISION = "revision"
    SIGNATURE = "underskrift"
    GOAL_ACTIVITIES = "delmålens aktiviteter"
    GOAL_ASSESSMENTS = "delmålens bedömningar"


MENTIONED: Mapping[Subject, str] = {
    Subject.SELF_STUDY: PART_NAMES[Part.SELF_STUDY],
    Subject.INTERNAL_TEACHING: PART_NAMES[Part.INTERNAL_TEACHING],
    Subject.SCIENTIFIC_WORK: PART_NAMES[Part.SCIENTIFIC_WORK],
    Subject.QUALITY_WORK: PART_NAMES[Part.QUALITY_WORK],
    Subject.INTRODUCTION: PART_NAMES[Part.INTRODUCTION],
    Subject.SUPERVISION: MEETING_NAMES[MeetingKind.SUPERVISION],
    Subject.RECONCILIATION: "Avstämning med studierektorn",
    Subject.DEVELOPMENT: MEETING_NAMES[MeetingKind.DEVELOPMENT],
    Subject.KOLLEGIUM: MEETING_NAMES[MeetingKind.KOLLEGIUM],
    Subject.ASSESSMENT: "En bedömning",
    Subject.REVISION: "Revision",
    Subject.SIGNATURE: "Underskrift",
    Subject.GOAL_ACTIVITIES: "Delmålens utbildningsaktiviteter",
    Subject.GOAL_ASSESSMENTS: "Delmålens bedömningsmetoder",
}
"""How a sentence about each begins."""
