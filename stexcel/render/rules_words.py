"""What all renderings of rule pages say alike: headings, and the lines to write in ``stexcel.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.explain import Drawing, DrawnFile, DrawnSheet, RulePage

SAME = "som ovan"
NEVER_SILENCED = (
    "Fyndet går varken att stänga av eller att undanta, eftersom ingenting i filen är kontrollerat. Ska filen inte "
    "kontrolleras: lämna den utanför med ”utom” högst upp i stexcel.toml."
)
SWITCH_OFF = "Stäng av regeln för alla filer:"
NOT_DRAWN = "Fyndet gäller programmet och inte innehållet, och har därför inget exempel."
SILENCE = (
    "Ett undantag gäller de filer du anger och måste ha ett skäl. Det syns i rapporten, och anmäls när det gått ut."
)


def settings_toml(page: RulePage) -> str:
    """The limits with their default values, as they are written in ``stexcel.toml``."""
    return "\n".join(["[troskel]", *(f"{setting.key} = {setting.default}" for setting in page.settings)])


def exception_toml(page: RulePage) -> str:
    """An exception for some files, as it is written in ``stexcel.toml``."""
    return (
        f'[[ignore]]\nfil = "nora*.xlsx"\nkod = "{page.code}"\n'
        'skal = "Skriv varför"\ntill = 2027-01-31   # sista dagen; kan utelämnas'
    )


def switch_off_toml(page: RulePage) -> str:
    """How the rule is left out for every file, as it is written in ``stexcel.toml``."""
    return f'[regler]\nutom = ["{page.code}"]'


def sheet_title(file: DrawnFile, sheet: DrawnSheet) -> str:
    """The name of the file and of the sheet."""
    return f"{file.name}, bladet {sheet.name}{' (dolt)' if sheet.hidden else ''}"


def headed_drawings(page: RulePage) -> Iterator[tuple[str, Drawing]]:
    """The examples of a page with their headings."""
    for heading, drawing in (("Ger fyndet", page.failing), ("Ger inte fyndet", page.passing)):
        if drawing is not None:
            yield heading, drawing


def is_above(file: DrawnFile, sheet: DrawnSheet, page: RulePage, drawing: Drawing) -> bool:
    """Whether the failing example, which stands above the passing one, shows just the same sheet."""
    above = page.failing.files if page.failing is not None and drawing is page.passing else ()
    return any(file.name == other.name and sheet in other.sheets for other in above)
