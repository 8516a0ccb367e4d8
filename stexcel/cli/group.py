"""``stexcel`` itself: the list of commands, loaded when they are used, and one Swedish way to fail."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

import stexcel
from stexcel.cli.echo import echo
from stexcel.cli.failure import tell
from stexcel.cli.lazy import Lazy, LazyGroup

COMMANDS = {
    "validate": Lazy("stexcel.cli.validate", "validate", "Kontrollera IUP-arbetsböcker delmål för delmål."),
    "status": Lazy(
        "stexcel.cli.status", "status", "Visa läget för enhetens alla ST-läkare, i Excel eller som webbsida."
    ),
    "spur": Lazy("stexcel.cli.spur", "spur", "Samla underlag, frågor och handlingsplan inför en SPUR-inspektion."),
    "inspect": Lazy("stexcel.cli.inspect", "inspect", "Visa hur en arbetsbok läses, och spara det som en mallprofil."),
    "annotate": Lazy(
        "stexcel.cli.annotate", "annotate", "Skriv anmärkningarna i en kopia av en arbetsbok, cell för cell."
    ),
    "history": Lazy("stexcel.cli.history", "history", "Ta bort en ST-läkare, eller alla, ur historiken från status."),
    "export": Lazy("stexcel.cli.export", "export", "Spara innehållet som tabeller (CSV och Parquet) för statistik."),
    "rule": Lazy("stexcel.cli.rule", "rule", "Förklara reglerna: varför, källa, åtgärd, exempel och gräns."),
    "diff": Lazy("stexcel.cli.diff", "diff", "Visa vad som hänt mellan två versioner av IUP."),
    "fill": Lazy(
        "stexcel.cli.fill", "fill", "Fyll i en arbetsbok: celler, en mall för varje ST-läkare, eller förslag."
    ),
    "migrate": Lazy(
        "stexcel.cli.migrate", "migrate", "Flytta innehållet i gamla IUP till en ny mall, utan att tappa något."
    ),
    "intyg": Lazy(
        "stexcel.cli.intyg", "intyg", "Fyll i Socialstyrelsens intyg ur IUP, och jämför ifyllda intyg med IUP."
    ),
    "ready": Lazy("stexcel.cli.ready", "ready", "Visa vad som är klart, planerat och saknas inför ansökan."),
    "catalogue": Lazy(
        "stexcel.cli.catalogue", "catalogue", "Läs in officiella målbeskrivningar, och visa hur säkert underlaget är."
    ),
    "new": Lazy("stexcel.cli.new", "new", "Skapa ett nytt IUP för en ST-läkare, med specialitetens delmål."),
    "addin": Lazy("stexcel.cli.addin", "addin", "Knapparna i Excel: lägg in dem, ta bort dem, bygg tillägget."),
    "window": Lazy("stexcel.cli.window", "window", "Öppna ett fönster med samma knappar, där makron är spärrade."),
    "demo": Lazy("stexcel.cli.demo", "demo", "Gör en påhittad klinik med sju ST-läkare, och visa allt på den."),
    "doctor": Lazy("stexcel.cli.doctor", "doctor", "Kontrollera att stexcel fungerar på den här datorn."),
    "completion": Lazy("stexcel.cli.completion", "completion", "Låt Tabb-tangenten fylla i kommandon och flaggor."),
}


class MainGroup(LazyGroup):
    """``stexcel`` itself."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **extra: Any) -> Any:
        """Runs the command line and exits; whatever goes wrong is told in Swedish, with exit code 2."""
        _use_utf8()
        try:
            code = super().main(args, *others, **{**extra, "standalone_mode": False})
        except BrokenPipeError:  # the reader of the output has seen enough
            sys.stderr.close()
            code = 0
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - no traceback reaches the user
            code = tell(error)
        sys.exit(code if isinstance(code, int) else 0)


def _use_utf8() -> None:
    """Makes Swedish letters come out right also where the console has another encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


@click.group(
    cls=MainGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(stexcel.__version__, prog_name="stexcel", message="%(prog)s %(version)s", help="Visa versionen.")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Läser ST-läkares individuella utbildningsprogram (IUP) i Excel och säger vad som saknas.

    Slutkod: 0 inget att anmärka, 1 brister finns, 2 körningen kunde inte göras.
    """
    if ctx.invoked_subcommand is None:
        echo(ctx.get_help())
