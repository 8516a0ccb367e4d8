"""Why the operating system refuses a file, in Swedish: its own words are in the language of the computer."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "åtkomst nekas, eller så är filen öppen i ett annat program",
    errno.EAGAIN: "filen är upptagen",
    errno.EBUSY: "filen används av ett annat program",
    errno.EEXIST: "namnet finns redan",
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
    errno.EROFS: "enheten är skrivskyddad",
    errno.ETIMEDOUT: "servern svarar inte",
}


def reason(error: OSError) -> str:
    """The reason as part of a sentence; only a number where there are no words for it."""
    if error.errno is None:
        return "okänt fel"
    return _REASONS.get(error.errno, f"fel nummer {error.errno}")
