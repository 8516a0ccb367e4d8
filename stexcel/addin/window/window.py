"""The window: what is shown when something is pressed, while it is done, and when it is done."""

from __future__ import annotations

import ctypes
import sys
import tkinter as tk
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tkinter import filedialog
from typing import Any

import xlwings
from xlwings.main import Apps

from stexcel.addin.run import Button
from stexcel.addin.window.carry_out import Wish, carry_out
from stexcel.addin.window.layout import Presses, lay_out
from stexcel.addin.window.new_iup import NewIup
from stexcel.addin.window.on_files import Done
from stexcel.addin.window.opening import open_file
from stexcel.addin.window.targets import Chosen, OpenBook, Target, chosen, open_books, paths_in
from stexcel.addin.window.worker import Worker
from stexcel.fill.new import Order
from stexcel.workbook.find import SUFFIXES

_POLL = 60
"""Milliseconds between two looks for an answer."""
_DROPPING = "tkinterdnd2"
_WORKING = "stexcel arbetar …"
_WELCOME = (
    "Välj en arbetsbok som är öppen i Excel, eller en fil, och tryck på en knapp.\n\n"
    "I Excel skrivs resultatet i den öppna arbetsboken, och inget sparas förrän du själv sparar. Av en fil görs en "
    "kopia bredvid; filen ändras aldrig.\n\n"
    "En fil kan också klistras in: kopiera den som sökväg i Utforskaren och tryck Ctrl+V."
)
_DROP = " Eller släpp den här i fönstret."
_CLOSING = "Fönstret stängs när stexcel är klart."


def _ask_files() -> Sequence[str]:
    types = [("Arbetsböcker", " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES)))]
    return filedialog.askopenfilenames(title="Välj IUP", filetypes=types)


def _ask_folder(title: str) -> str:
    return filedialog.askdirectory(title=title, mustexist=True)


@dataclass(frozen=True)
class Surroundings:
    """What the window has around it: Excel, the clock, and the system's own boxes to choose files and folders in."""

    clock: Callable[[], datetime]
    apps: Apps = field(default_factory=lambda: xlwings.apps)
    ask_files: Callable[[], Sequence[str]] = _ask_files
    ask_folder: Callable[[str], str] = _ask_folder
    open_file: Callable[[Path], str] = open_file


class Window:
    """The window on a screen; raises :class:`tkinter.TclError` where there is none."""

    def __init__(self, around: Surroundings, files: Sequence[Path] = ()) -> None:
        self._around = around
        self.root, dropping = _root()
        presses = Presses(self.press, self.choose, self.refresh, self.open_result)
        self.parts = lay_out(self.root, presses)
        self.worker: Worker[Callable[[], None]] = Worker()
        self.targets: tuple[Target, ...] = ()
        self._done = Done("")
        self._checked: tuple[Target, tuple[str, ...]] | None = None
        self._next = 0
        self._is_closing = False
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        for key, do in (("<Escape>", self.close), ("<F5>", self.refresh), ("<<Paste>>", self.paste)):
            self.root.bind(key, lambda _, do=do: do())
        if dropping is not None:
            self.root.drop_target_register(dropping.DND_FILES)
            self.root.dnd_bind("<<Drop>>", lambda event: self.add(map(Path, self.root.tk.splitlist(event.data))))
        self._write(_WELCOME + (_DROP if dropping is not None else ""))
        self._set_busy(False)
        self.add(files)
        self.refresh()

    def run(self) -> None:
        """Shows the window until it is closed."""
        self.root.mainloop()

    def press(self, button: Button) -> None:
        """What a button does; questions are asked first."""
        if self.worker.is_busy or self._is_closing:
            return
        if button is Button.NY_IUP:
            NewIup(self.root, self._order)
        elif button in (Button.ENHETSSTATUS, Button.SPUR):
            self._with_folder(button, "Välj mappen med enhetens IUP")
        elif button is Button.NASTA and self._checked is not None and self._checked[0] == self.target:
            self._show_next(self._checked[1])
        else:
            self._ask(button)

    @property
    def target(self) -> Target | None:
        """The workbook that is chosen in the list."""
        index = self.parts.target.current()
        return self.targets[index] if 0 <= index < len(self.targets) else None

    def choose(self) -> None:
        """Asks for files."""
        self.add(map(Path, self._around.ask_files()))

    def paste(self) -> None:
        """Takes files whose paths were copied."""
        try:
            text = self.root.clipboard_get()
        except tk.TclError:
            return
        self.add(paths_in(text))

    def add(self, paths: Iterable[Path]) -> None:
        """Adds files to the list, and chooses the first of them."""
        given = tuple(paths)
        new = chosen(given)
        if given and not new:
            self._write("Det är ingen arbetsbok som stexcel kan läsa, eller så finns filen inte.")
        if new:
            self._list((*(one for one in self.targets if one not in new), *new), new[0])

    def refresh(self) -> None:
        """Asks Excel which workbooks are open."""
        if not self.worker.is_busy and not self._is_closing:
            self._start(lambda: self._found(open_books(self._around.apps)))

    def open_result(self) -> None:
        """Opens what the last button has made."""
        if self._done.result is not None:
            self.parts.told.configure(text=self._around.open_file(self._done.result))

    def close(self) -> None:
        """Closes the window, but not in the middle of something: what is begun is always finished."""
        self._is_closing = True
        if self.worker.is_busy:
            self.parts.told.configure(text=_CLOSING)
            return
        self.worker.close()
        self.root.destroy()

    def _order(self, order: Order) -> None:
        self._with_folder(Button.NY_IUP, "Välj mappen där det nya IUP:t ska sparas", order)

    def _with_folder(self, button: Button, title: str, order: Order | None = None) -> None:
        folder = self._around.ask_folder(title)
        if folder:
            self._ask(button, Path(folder), order)

    def _ask(self, button: Button, folder: Path | None = None, order: Order | None = None) -> None:
        now = self._around.clock()
        wish = Wish(button, self.target, now.date(), folder, order)

        def job() -> Callable[[], None]:
            done = carry_out(wish, now, self._around.apps)
            return lambda: self._show(wish, done)

        self._start(job)

    def _start(self, job: Callable[[], Callable[[], None]]) -> None:
        self._set_busy(True)
        self.worker.ask(job)
        self.root.after(_POLL, self._look)

    def _look(self) -> None:
        """Shows the answer if there is one, and else looks again later."""
        show = self.worker.answer()
        if show is None:
            self.root.after(_POLL, self._look)
            return
        self._set_busy(False)
        show()
        if self._is_closing:
            self.close()

    def _found(self, books: tuple[OpenBook, ...]) -> Callable[[], None]:
        return lambda: self._list((*books, *(one for one in self.targets if isinstance(one, Chosen))), self.target)

    def _list(self, targets: tuple[Target, ...], choice: Target | None) -> None:
        self.targets = targets
        self.parts.target.configure(values=[str(one) for one in targets])
        if targets:
            self.parts.target.current(targets.index(choice) if choice in targets else 0)
        else:
            self.parts.target.set("")

    def _show(self, wish: Wish, done: Done) -> None:
        self._done = done
        if wish.button is Button.KONTROLLERA and isinstance(wish.target, Chosen):
            self._checked, self._next = (wish.target, done.findings), 0
        self._write(done.text)
        self._set_busy(False)

    def _show_next(self, findings: Sequence[str]) -> None:
        """The next finding of the file that is checked, from the first one again after the last."""
        if not findings:
            self._write("Kontrollen hittade inga fynd att gå till. Tryck på Kontrollera igen om något har ändrats.")
            return
        index, self._next = self._next, (self._next + 1) % len(findings)
        self._write(f"Plats {index + 1} av {len(findings)}\n\n{findings[index]}")

    def _write(self, text: str) -> None:
        self.parts.text.configure(state="normal")
        self.parts.text.delete("1.0", "end")
        self.parts.text.insert("1.0", text)
        self.parts.text.configure(state="disabled")

    def _set_busy(self, is_busy: bool) -> None:
        for button in self.parts.buttons:
            button.state(["disabled" if is_busy else "!disabled"])
        self.parts.open.state(["disabled" if is_busy or self._done.result is None else "!disabled"])
        self.parts.told.configure(text=_WORKING if is_busy else "")
        if is_busy:
            self.parts.working.pack(side="right", padx=8)
            self.parts.working.start()
        else:
            self.parts.working.stop()
            self.parts.working.pack_forget()


def _root() -> tuple[Any, Any]:
    """An empty window, and the library that files can be dropped with, where it is installed."""
    if sys.platform == "win32":
        with suppress(AttributeError, OSError):  # else Windows enlarges the letters like a picture
            ctypes.windll.shcore.SetProcessDpiAwareness(1)
    if find_spec(_DROPPING) is not None:
        dropping = import_module(_DROPPING)
        try:
            return dropping.TkinterDnD.Tk(), dropping
        except RuntimeError:  # it has no files for this system; the window works without
            pass
    return tk.Tk(), None
