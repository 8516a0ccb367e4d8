"""The few Swedish words that several renderers need."""

from stexcel.findings import Counts, FileReport, Level

_ONE_AND_MANY = {
    Level.KRAV: ("krav brister", "krav brister"),
    Level.RAD: ("råd", "råd"),
    Level.LOKAL: ("lokalt mål", "lokala mål"),
    Level.INFO: ("upplysning", "upplysningar"),
}


def counted(counts: Counts) -> str:
    """``3 krav brister, 1 råd``; the empty string when there is nothing to count."""
    return ", ".join(f"{counts[level]} {_ONE_AND_MANY[level][counts[level] != 1]}" for level in Level if counts[level])


def verdict(report: FileReport) -> str:
    """The shortest true answer about one file."""
    if report.crashed:
        return "Inte färdigkontrollerad: fel i programmet"
    if report.document.problem is not None:
        return "Kunde inte kontrolleras"
    if not any(report.counts[level] for level in Level if level is not Level.INFO):
        return "Inga brister i det som kontrollerades"
    return counted({**report.counts, Level.INFO: 0})


def who(report: FileReport) -> str:
    """The doctor's name, else the name of the file."""
    iup = report.document.iup
    return iup.person.name.value if iup and iup.person.name else report.document.path.rsplit("/", 1)[-1]
