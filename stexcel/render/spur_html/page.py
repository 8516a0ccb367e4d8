"""The page: its sections in order, and the style that it carries with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from stexcel.regelverk import load_spur
from stexcel.render.html_page import asset, environment, policy
from stexcel.render.html_tables import Href, links_from
from stexcel.render.spur_html import tables
from stexcel.render.spur_html.sections import section_views
from stexcel.render.spur_words import (
    GRADES,
    PLAN_LEAD,
    RANGES,
    TITLE,
    UNKNOWN,
    WHAT_IT_IS,
    files_read,
    merged,
    names,
    people,
    unit_name,
)
from stexcel.spur.model import Inspection, Point


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one section: each its criterion, its sentence and its regulations."""

    title: str
    points: tuple[tuple[str, str, str], ...]


def render_spur_html(inspection: Inspection, folder: Path) -> str:
    """The page as text, with links to the workbooks as seen from the folder where it will lie.

    It has no scripts. The same inspection gives the same text.
    """
    href, style = _links(inspection, folder), asset("base.css", "tables.css", "spur.css")
    return (
        environment()
        .get_template("spur.html.j2")
        .render(
            inspection=inspection,
            title=f"{TITLE}: {unit_name(inspection)}",
            what_it_is=WHAT_IT_IS,
            facts=_facts(inspection),
            sections=section_views(inspection, href),
            grades=[(part, tables.grades(part)) for part in inspection.regulations],
            legend=[(grade.value, text) for grade, text in GRADES.items()],
            ranges=RANGES,
            points=_points(inspection),
            questions=tables.questions(inspection),
            plan=tables.plan(inspection),
            plan_lead=PLAN_LEAD,
            about=tables.about(inspection, href),
            style=style,
            policy=policy(style),
        )
    )


def _links(inspection: Inspection, folder: Path) -> Href:
    """Only files that were read are linked to; an anonymous assessment names none."""
    href = links_from(folder)
    return lambda place: href(place) if place.path in inspection.hashes else ""


def _facts(inspection: Inspection) -> list[tuple[str, str]]:
    return [
        ("Verksamhetschef", inspection.head or UNKNOWN),
        ("Studierektor", inspection.studierektor or UNKNOWN),
        ("ST-läkare", people(inspection)),
        ("Underlag", files_read(inspection)),
    ]


def _points(inspection: Inspection) -> list[tuple[str, str, list[Group]]]:
    """Strengths, weaknesses and what can be better, each with the id of its heading and its points by section."""
    return [
        ("styrkor", "Styrkor", _by_section(inspection.strengths)),
        ("svagheter", "Svagheter", _by_section(inspection.weaknesses)),
        ("potential", "Förbättringspotential", _by_section(inspection.potential)),
    ]


def _by_section(points: Sequence[Point]) -> list[Group]:
    return [
        Group(
            f"{section} {load_spur().sections[section].title}",
            tuple((one.criterion, one.sentence, names(of)) for one, of in group),
        )
        for section, group in groupby(merged(points), key=lambda item: item[0].section)
    ]
