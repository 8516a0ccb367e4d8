"""Makes the pictures of the handbook in ``docs/bilder/`` from the program itself, run on its own invented clinic.

Usage: python tools/make_pictures.py [FOLDER]

It needs Chromium, LibreOffice and poppler's ``pdftoppm`` and ``pdftotext``. The pictures are looked at before they are
kept: fonts differ between computers, so no test compares them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "bilder"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_COLUMNS, _LINES = 100, 34
_STYLE = """body{margin:0;background:#fff}pre{margin:0;padding:16px 20px;display:inline-block;background:#1b1f24;
color:#e6e6e6;font:14px/1.45 'DejaVu Sans Mono',monospace;border-radius:8px}"""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A command as it is typed, and how many lines of its answer are shown."""

    words: str
    lines: int = _LINES


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a printed workbook that has the words, so many dots wide."""

    book: str
    words: str
    width: int = 1000


@dataclass(frozen=True, slots=True)
class Web:
    """The top of a page, so many dots high."""

    page: str
    height: int = 760


PICTURES: Mapping[str, Terminal | Sheet | Web] = {
    "terminal-doctor": Terminal("stexcel doctor"),
    "terminal-validate": Terminal('stexcel validate "IUP/IUP Birger Lindalm.xlsx"'),
    "terminal-rule": Terminal("stexcel rule STX203", 28),
    "iup-delmal": Sheet("IUP/IUP Birger Lindalm.xlsx", "Utbildningsaktiviteter"),
    "status-oversikt": Sheet("resultat/status.xlsx", "Översikt"),
    "fynd": Sheet("resultat/fynd.xlsx", "Åtgärd"),
    "status-webb": Web("resultat/status.html"),
    "spur-webb": Web("resultat/spur/spur.html"),
    "spur-handlingsplan": Sheet("resultat/spur/handlingsplan.xlsx", "Kriterium"),
}


def make_all(folder: Path) -> None:
    """Writes every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        home = Path(name)
        _stexcel(["demo", "-o", "klinik"], home, home)
        browser = playwright.chromium.launch(executable_path=_program(*CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        for title, picture in PICTURES.items():
            target = folder / f"{title}.png"
            match picture:
                case Terminal():
                    _terminal(picture, home, page, target)
                case Sheet():
                    _sheet(picture, home, target)
                case Web():
                    page.set_viewport_size({"width": 1100, "height": picture.height})
                    page.goto((home / "klinik" / picture.page).as_uri())
                    page.screenshot(path=target)
        browser.close()


def _terminal(picture: Terminal, home: Path, page: Page, target: Path) -> None:
    told = _stexcel(shlex.split(picture.words)[1:], home / "klinik", home).rstrip().splitlines()
    shown = told[: picture.lines] + (["…"] if len(told) > picture.lines else [])
    console = Console(record=True, width=_COLUMNS, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text.from_ansi("\n".join([f"$ {picture.words}", *shown])), soft_wrap=True)
    body = console.export_html(theme=SVG_EXPORT_THEME, inline_styles=True, code_format="{code}")
    page.set_content(f"<style>{_STYLE}</style><pre>{body}</pre>")
    page.locator("pre").first.screenshot(path=target)


def _stexcel(words: list[str], cwd: Path, home: Path) -> str:
    """What the program tells; it has a home of its own, so that nothing of the user's is in the picture."""
    env = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), "COLUMNS": str(_COLUMNS)}
    env.pop("XDG_CONFIG_HOME", None)
    result = subprocess.run(
        [sys.executable, "-c", "from stexcel.cli import main; main()", *words],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode > 1:
        raise SystemExit(result.stderr)
    return result.stdout


def _sheet(picture: Sheet, home: Path, target: Path) -> None:
    book = home / "klinik" / picture.book
    printed = home / "pdf" / f"{book.stem}.pdf"
    if not printed.exists():
        profile = f"-env:UserInstallation={(home / 'profil').as_uri()}"
        soffice = [_program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(printed.parent)]
        _run([*soffice, str(book)])
    page = _page_with(printed, picture.words)
    where = ["-f", str(page), "-l", str(page), "-scale-to-x", str(picture.width), "-scale-to-y", "-1"]
    _run([_program("pdftoppm"), "-png", "-singlefile", *where, str(printed), str(target.with_suffix(""))])


def _page_with(printed: Path, words: str) -> int:
    pages = _run([_program("pdftotext"), "-layout", str(printed), "-"]).split("\f")
    return next(number for number, text in enumerate(pages, start=1) if words in text)


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit(f"{names[0]} is not installed, and the pictures need it")
    return found


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


if __name__ == "__main__":
    make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
