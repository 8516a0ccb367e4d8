"""Lists of certificates or follow-ups apart from the placements: ``Intyg sidotjänstgöring | Datum``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date

from stexcel.layout.facts import Certified
from stexcel.layout.receipts import is_received
from stexcel.layout.roles import Role, best_role, is_known
from stexcel.layout.text import fold
from stexcel.layout.times import days
from stexcel.layout.view import Place, View
from stexcel.model import Placement

_HEADING = re.compile(
    r"\W*(?:(?P<follow>uppföljning|återkoppling|utvärdering)|(?:tjänstgörings)?intyg)(?:ar|er)?"
    r"(?:\W+(?:av|efter|för|från|på|över|genomförda?|avslutade?|mina))*"
    r"\W+(?:(?:sido|extern)\W?(?:tjänstgöring|placering|utbildning|randning)\w*|"
    r"placering(?:ar|arna|en)?|randning(?:ar|arna|en)?)\W*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_DATED = (Role.DATE, Role.DONE, Role.CERTIFICATE, Role.PLANNED)


def listed_certificates(view: View, taken: Set[Place]) -> Iterator[tuple[Certified, Place]]:
    """Every row below such a heading that says of a placement that its certificate has come, with the cells used."""
    for row, column, text in view.texts:
        heading = _HEADING.fullmatch(text) if (row, column) not in taken else None
        if heading is None or not _heads_list(view, row, column):
            continue
        for below in range(row + 1, view.height):
            name = view.rows[below][column]
            if not isinstance(name, str) or (below, column) in taken:
                break
            answer = next((c for c in range(column + 1, view.width) if view.rows[below][c] is not None), None)
            if answer is None or not is_received(view.rows[below][answer]):
                continue
            value = view.rows[below][answer]
            when = next(iter(days(value)), None)
            fact = Certified(name, str(value), when, follow_up=heading["follow"] is not None)
            yield from ((fact, (below, one)) for one in (column, answer))


def _heads_list(view: View, row: int, column: int) -> bool:
    """Whether nothing stands beside a heading but further headings, so that its answers stand below."""
    beside = [value for value in view.rows[row][column + 1 :] if value is not None]
    return all(isinstance(value, str) and is_known(value) and best_role(value) in _DATED for value in beside)


def with_certificates(placements: Sequence[Placement], certified: Sequence[Certified]) -> tuple[Placement, ...]:
    """The placements with what such a list says of them: of several by one name the last that began before it."""
    found = list(placements)
    for one in certified:
        named = [index for index, placement in enumerate(found) if _bare(placement.name) == _bare(one.name)]
        begun = [index for index in named if (found[index].start or date.min) <= (one.date or date.max)]
        if begun:
            best = max(begun, key=lambda index: found[index].start or date.min)
            found[best] = _certified(found[best], one)
    return tuple(found)


def _certified(placement: Placement, one: Certified) -> Placement:
    if one.follow_up:
        return replace(placement, follow_up=placement.follow_up or one.text)
    return replace(placement, certificate=placement.certificate or one.text)


def _bare(name: str) -> str:
    return fold(_ASIDE.sub("", name))
