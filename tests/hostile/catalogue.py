"""Every kind of hostile or damaged file, with what the finding about it says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import archives as a
from tests.hostile import opendocument as o

UNREADABLE, NO_IUP = "STX001", "STX003"
BROKEN = "ingen arbetsbok som går att läsa"
TORN = "trasigt eller bara delvis kopierat"
FAR = "sträcker sig över för många celler"
LYING = "större än filen själv uppger"
SWELLING = "växer till orimlig storlek"
GOOD = Path(__file__).parents[1] / "exempel" / "L01" / "L01-psyk-luckor.xlsx"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, the code of the finding that it must give, and words of its text."""

    make: Callable[[], bytes]
    code: str = UNREADABLE
    says: str = BROKEN


def _read() -> bytes:
    return GOOD.read_bytes()


FILES: dict[str, Hostile] = {
    "bomb.xlsx": Hostile(lambda: a.bomb(70), says=SWELLING),
    "bomb i utklädd del.xlsx": Hostile(lambda: a.lying(a.bomb(64), a.SHEET), says=LYING),
    "många bomber.xlsx": Hostile(lambda: a.many_lying(4, 16), says=LYING),
    "överlappande.xlsx": Hostile(lambda: a.overlapping(20_000, 1), says=SWELLING),
    "arkiv i arkiv.xlsx": Hostile(lambda: a.nested(5), NO_IUP, "ser inte ut att vara ett IUP"),
    "ut ur arkivet.xlsx": Hostile(lambda: a.traversing("../../../ut.txt"), NO_IUP, "ser inte ut"),
    "till roten.xlsx": Hostile(lambda: a.traversing("/ut.txt"), NO_IUP, "ser inte ut"),
    "till annan enhet.xlsx": Hostile(lambda: a.traversing("C:\\ut.txt"), NO_IUP, "ser inte ut"),
    "entiteter.xlsx": Hostile(a.entity_bomb),
    "entiteter i texter.xlsx": Hostile(lambda: a.entity_bomb(a.STRINGS)),
    "entiteter.ods": Hostile(o.entity_bomb),
    "extern entitet.xlsx": Hostile(lambda: a.external_entity(GOOD.as_uri())),
    "extern entitet i texter.xlsx": Hostile(lambda: a.external_entity("http://127.0.0.1:9/", a.STRINGS)),
    "sista cellen.xlsx": Hostile(a.far_cell, says=FAR),
    "sista raden.xlsx": Hostile(lambda: a.far_cell("R1048576"), says=FAR),
    "utan lägen.xlsx": Hostile(lambda: a.unplaced(6000, 1000), says=FAR),
    "bred.xlsx": Hostile(lambda: a.wide(16_384), NO_IUP, "ser inte ut"),
    "upprepad.ods": Hostile(lambda: o.repeated(1000, 16_384), says=FAR),
    "upprepad in absurdum.ods": Hostile(lambda: o.repeated(2**62, 2**62), says=FAR),
    "sammanslagen.ods": Hostile(lambda: o.spanning(2**31, 2**31), NO_IUP, "ser inte ut"),
    "djupa rader.ods": Hostile(lambda: o.nested(20_000), NO_IUP, "ser inte ut"),
    "många blad.xlsx": Hostile(lambda: a.plain(sheets=2000), says="2000 blad"),
    "djup.xlsx": Hostile(lambda: a.deep(200_000), NO_IUP, "ser inte ut"),
    "djupa format.xlsx": Hostile(lambda: a.deep(200_000, "xl/styles.xml"), NO_IUP, "ser inte ut"),
    "sammanslagna.xlsx": Hostile(lambda: a.many_merged(5000), NO_IUP, "ser inte ut"),
    "annan kodning.xlsx": Hostile(lambda: a.encoded("iso-8859-1")),
    "bred kodning.xlsx": Hostile(lambda: a.encoded("utf-16")),
    "fel typer.xlsx": Hostile(a.mistyped, NO_IUP, "ser inte ut"),
    "blad som bild.xlsx": Hostile(a.disguised, NO_IUP, "ser inte ut"),
    "halv.xlsx": Hostile(lambda: _read()[: len(_read()) // 2], says=TORN),
    "tom.xlsx": Hostile(lambda: b"", says="tom (0 byte)"),
    "bara katalog.xlsx": Hostile(lambda: a.archive({}), says=BROKEN),
    "utan packning.xlsx": Hostile(lambda: a.archive({"xl/workbook.xml": "<x/>"}, zipfile.ZIP_STORED), says=BROKEN),
    "text.xlsx": Hostile(lambda: "Namn;Delmål\r\nÅsa;a1\r\n".encode("latin-1"), says="textfil"),
    "bred text.xlsx": Hostile(lambda: "Namn\tDelmål\r\n".encode("utf-16"), says="textfil"),
    "webbsida.xls": Hostile(lambda: b"<html><table><tr><td>a1</td></tr></table></html>", says="webbsida"),
}
"""By name; every one lies in one folder in the tests."""


def write_all(folder: Path) -> dict[str, Hostile]:
    """Writes every file into the folder."""
    for name, hostile in FILES.items():
        (folder / name).write_bytes(hostile.make())
    return FILES
