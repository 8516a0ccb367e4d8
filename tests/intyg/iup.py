"""An invented IUP with one finished activity of every kind, drawn as a workbook; what varies is given."""

from __future__ import annotations

from pathlib import Path

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.regelverk import load
from tests.grids import grid, save

NAME, SUPERVISOR, STUDIEREKTOR, HEAD = "Åsa Öberg", "Östen Ärlig", "Märta Dahl", "Bo Åström"
SPECIALTY = "Onkologi"
QUALITY = {SOSFS_2015: "a4", HSLF_2021: "STa2"}
WRITTEN = {SOSFS_2015: "a5", HSLF_2021: "STa3"}
OPEN = {SOSFS_2015: "c2", HSLF_2021: "STc2"}
"""The delmål of the placement that has not ended."""


def goals(regulation: str) -> list[str]:
    """All delmål of the specialty."""
    found = load().malbeskrivning(regulation, SPECIALTY)
    assert found is not None
    return list(found.requirements)


def text_of(regulation: str, *, ready: bool = False, name: str = NAME, more: str = "") -> str:
    """The workbook as a text grid; ``ready`` tells that every delmål is fulfilled."""
    prefix = "" if regulation == SOSFS_2015 else "ST"
    done = {QUALITY[regulation]: "2025-03-02", WRITTEN[regulation]: "2025-06-01"}
    rows = []
    for code in goals(regulation):
        activity = "Tjänstgöring på kliniken"
        if code == QUALITY[regulation]:
            activity = "Utvecklingsarbete: ny rutin för provsvar"
        if code == WRITTEN[regulation]:
            activity = "Skriftligt vetenskapligt arbete: överlevnad efter strålning"
        rows.append(f"{code} | {activity} | CBD | {'2025-09-01' if ready else done.get(code, '')}")
    return f"""== Person ==
Namn | {name}
Specialitet | {SPECIALTY}
Föreskrift | {regulation}
ST-start | 2021-01-01
Planerat slut | 2027-12-31
Huvudhandledare | {SUPERVISOR}
Studierektor | {STUDIEREKTOR}
Verksamhetschef | {HEAD}
Klinik | Onkologkliniken

== Delmål ==
Delmål | Utbildningsaktivitet | Bedömningsmetod | Uppfyllt
{chr(10).join(rows)}

== Placeringar ==
Placering | Start | Slut | Tjänstgöringsgrad | Handledare | Delmål | Intyg
Hematologkliniken | 2024-01-01 | 2024-03-31 | 100 | Claes Wärn | {prefix}c1 |
Auskultation på strålfysik | 2024-04-01 | 2024-04-05 | 100 | Ida Öst | {prefix}c3 |
Palliativa enheten | 2026-09-01 | 2027-02-28 | 80 | Runa Lind | {OPEN[regulation]} |

== Kurser ==
Kurs | Datum | Genomförd | Delmål
Palliativ vård | 2024-05-06 | ja | {prefix}b1
Läkemedel hos äldre | 2027-05-06 | nej | {prefix}b2
{more}"""


def save_iup(path: Path, regulation: str, *, ready: bool = False, name: str = NAME, more: str = "") -> Path:
    """Saves the workbook."""
    save(grid(text_of(regulation, ready=ready, name=name, more=more)), path)
    return path
