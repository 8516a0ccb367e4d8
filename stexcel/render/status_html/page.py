"""The page: its sections in order, and the style that it carries with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from stexcel.render.html_page import asset, environment, policy
from stexcel.render.html_tables import Cell, links_from
from stexcel.render.status_html import tables
from stexcel.render.status_html.about import about_tables
from stexcel.render.status_html.cards import cards, identities, other_findings
from stexcel.render.status_html.cells import LEVELS, LIGHTS, LINKS
from stexcel.render.status_html.gantt import gantt
from stexcel.render.status_html.progress_lines import common_chart
from stexcel.render.status_html.stacks import assessments_chart, findings_chart
from stexcel.shown import shown
from stexcel.status.status import Light, Status


def render_status_html(status: Status, folder: Path) -> str:
    """The page as text, with links to the workbooks as seen from the folder where it will lie.

    It has no scripts. The same status gives the same text.
    """
    href, style = links_from(folder), asset("base.css", "tables.css", "status.css")
    anchors = {key: f"#{identity}" for key, identity in identities(status.overview).items()}
    counted, trend = status.assessments, status.trends
    return shown(
        environment()
        .get_template("status.html.j2")
        .render(
            status=status,
            lights=_lights(status),
            href=href,
            some=tables.some,
            anchors=anchors,
            stages=LINKS,
            level_marks=LEVELS,
            overview=tables.overview(status.overview, anchors),
            progress=common_chart(status.progress),
            coverage=[tables.coverage(one) for one in status.coverage],
            gantt=gantt(status.timeline, href) if status.timeline else None,
            assessed=assessments_chart(counted) if counted else None,
            terms=tables.terms(counted, anchors) if counted else None,
            assessors=tables.assessors(counted) if counted else None,
            supervision=tables.supervision(status.supervision, href),
            courses=tables.courses(status.courses, href),
            supervisors=tables.supervisors(status.supervisors, href),
            kinds=tables.kinds_of_findings(status.findings),
            others=tables.findings("Enheten och inställningarna", other_findings(status), href, with_who=True),
            found=findings_chart(trend),
            trends=tables.trends(trend, status.overview, anchors),
            cards=cards(status, href),
            about=about_tables(status, href),
            style=style,
            policy=policy(style),
        )
    )


def _lights(status: Status) -> list[Cell]:
    """How many there are in each light."""
    counts = Counter(row.judgement.light for row in status.overview)
    return [
        Cell(f"{one.value} – {one.word}", mark=LIGHTS[one], below=str(counts[one]))
        for one in sorted(Light, key=lambda one: one.rank)
    ]
