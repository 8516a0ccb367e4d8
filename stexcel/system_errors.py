"""Why the operating system refuses a file, in Swedish: its own words are in the language of the computer."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_REASONS = {
    errno.EACCES: "åtkomst nekas, eller så är filen öppen i ett annat program",
    errno.EAGAIN: "filen är upptagen",
    errno.EBUSY: "filen används av ett annat program",
    errno.EEXIST: "namnet finns redan",
    errno.EDQUOT: "utrymmet som du får använda är slut",
    errno.EFBIG: "filen blir större än vad som får skrivas där",
    errno.EHOSTUNREACH: "servern går inte att nå",
    errno.EINVAL: "namnet går inte att använda",
    errno.EIO: "läs- eller skrivfel på enheten",
    errno.EISDIR: "det är en mapp",
    errno.ELOOP: "länkarna leder runt i en ring",
    errno.EMFILE: "för många filer är öppna samtidigt",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENETDOWN: "nätverket svarar inte",
    errno.ENETUNREACH: "nätverket går inte att nå",
    errno.ENODEV: "enheten är inte ansluten",
    errno.ENOENT: "filen eller mappen finns inte",
    errno.ENOSPC: "disken är full",
    errno.ENOTCONN: "enheten är inte ansluten",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.ENXIO: "enheten är inte ansluten",
    errno.EPERM: "åtkomst nekas",
    errno.ESTALE: "filen eller mappen på servern finns inte längre",
    errno.EROFS: "enheten är skrivskyddad",
    errno.ETIMEDOUT: "servern svarar inte",
}


_OPEN_ELSEWHERE = (32, 33)
"""Windows' own numbers for a file, or a part of one, that another program has open."""


def reason(error: OSError) -> str:
    """The reason as part of a sentence; only a number where there are no words for it."""
    if error.errno is None:
        return "okänt fel"
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return "filen är öppen i ett annat program"
    return _REASONS.get(error.errno, f"fel nummer {error.errno}")


def refusal(error: OSError) -> str:
    """A sentence about what the system refuses and what to do; empty for an error that it does not explain."""
    if error.errno not in _REASONS:
        return ""
    if error.filename is None:
        return (
            f"Datorn avbröt körningen ({reason(error)}). Kontrollera att disken inte är full och att nätverket och "
            "enheterna går att nå, och kör igen."
        )
    where = Path(_text(error.filename)).as_posix()
    return f"{where} går inte att nå ({reason(error)}). Kontrollera mappen, behörigheten och nätverket, och kör igen."


def _text(name: object) -> str:
    return os.fsdecode(name) if isinstance(name, bytes) else str(name)
