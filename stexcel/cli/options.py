"""The options that several commands share."""

from __future__ import annotations

import click

from stexcel.cli.output import Format
from stexcel.cli.swedish import Choice, Count, Day, File
from stexcel.findings import Level

FILE = File()

today = click.option("--today", type=Day(), help="Räkna som om det vore den här dagen. Annars dagens datum.")
NEVER = "never"
FAIL_ON = {level.ascii: level for level in (Level.KRAV, Level.RAD, Level.LOKAL)}
fail_on = click.option(
    "--fail-on",
    type=Choice([*FAIL_ON, NEVER]),
    default=Level.KRAV.ascii,
    help="Lägsta nivå som ger slutkod 1. Förvalt krav; never ger aldrig 1.",
)
jobs = click.option("--jobs", type=Count(), help="Antal samtidiga processer. Annars ett per processorkärna.")
profiles = click.option(
    "--profile", "profiles", type=FILE, multiple=True, metavar="FIL", help="Mallprofil; kan anges flera gånger."
)
regelverk = click.option("--regelverk", type=FILE, metavar="FIL.csv", help="Egna rader till regelverket.")
unit = click.option("--enhet", "unit", type=FILE, metavar="FIL", help="Enhetens egen arbetsbok, om den ligger för sig.")
TEXT_OR_JSON = (Format("text", (".txt",)), Format("json", (".json",)))
text_or_json = click.option(
    "--format",
    "style",
    type=Choice([one.name for one in TEXT_OR_JSON]),
    help="Text att läsa eller JSON för program. Annars efter filnamnet, eller text.",
)
output = click.option("-o", "--output", type=FILE, metavar="FIL", help="Skriv resultatet till en fil.")
