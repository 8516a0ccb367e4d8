"""The widgets of the window: where they stand, what they are called, and the keys that press them."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from tkinter import ttk

from stexcel.addin.native import TITLE
from stexcel.addin.run import Button

GROUPS: tuple[tuple[str, tuple[tuple[Button, str, int], ...]], ...] = (
    (
        "Granska",
        (
            (Button.KONTROLLERA, "Kontrollera", 0),
            (Button.NASTA, "Nästa brist", 0),
            (Button.RENSA, "Rensa markeringar", 0),
            (Button.FORSLAG, "Fyll i förslag", 0),
        ),
    ),
    ("Planera", ((Button.NY_IUP, "Ny IUP", 3),)),
    ("Enheten", ((Button.ENHETSSTATUS, "Enhetsstatus", 0), (Button.SPUR, "SPUR-underlag", 0))),
    ("Hjälp", ((Button.OM, "Hjälp/Om", 6),)),
)
"""The buttons as they stand on the tab in Excel, and which letter of each presses it, counted from nought."""
CHOOSE, REFRESH, OPEN = ("Välj fil …", 0), ("Uppdatera", 0), ("Öppna resultatet", 1)
_SPACE = 8
_FONT = "TkTextFont"


@dataclass(frozen=True)
class Presses:
    """What is done when something is pressed."""

    button: Callable[[Button], None]
    choose: Callable[[], None]
    refresh: Callable[[], None]
    open: Callable[[], None]


@dataclass(frozen=True)
class Layout:
    """The parts of the window that change."""

    target: ttk.Combobox
    buttons: tuple[ttk.Button, ...]
    open: ttk.Button
    text: tk.Text
    told: ttk.Label
    working: ttk.Progressbar


def lay_out(root: tk.Tk, presses: Presses) -> Layout:
    """Fills an empty window."""
    root.title(TITLE)
    root.minsize(560, 420)
    page = ttk.Frame(root, padding=_SPACE)
    page.pack(fill="both", expand=True)
    target, about = _targets(root, page, presses)
    buttons = _buttons(root, page, presses)
    told, working, opens = _foot(root, page, presses)
    return Layout(target, (*about, *buttons), opens, _text(page), told, working)


def _targets(root: tk.Tk, page: ttk.Frame, presses: Presses) -> tuple[ttk.Combobox, tuple[ttk.Button, ...]]:
    row = ttk.Frame(page)
    row.pack(fill="x", pady=(0, _SPACE))
    label = ttk.Label(row, text="Arbetsbok:", underline=0)
    label.pack(side="left")
    target = ttk.Combobox(row, state="readonly")
    target.pack(side="left", fill="x", expand=True, padx=_SPACE)
    _key(root, "a", target.focus_set)
    choose = _button(root, row, CHOOSE, presses.choose)
    refresh = _button(root, row, REFRESH, presses.refresh)
    choose.pack(side="left")
    refresh.pack(side="left", padx=(_SPACE, 0))
    return target, (choose, refresh)


def _buttons(root: tk.Tk, page: ttk.Frame, presses: Presses) -> tuple[ttk.Button, ...]:
    row = ttk.Frame(page)
    row.pack(fill="x", pady=(0, _SPACE))
    made = []
    for name, buttons in GROUPS:
        group = ttk.LabelFrame(row, text=name, padding=_SPACE // 2)
        group.pack(side="left", fill="y", padx=(0, _SPACE))
        for number, (button, label, letter) in enumerate(buttons):
            one = _button(root, group, (label, letter), partial(presses.button, button))
            one.grid(row=number % 2, column=number // 2, sticky="ew", padx=2, pady=2)
            made.append(one)
    return tuple(made)


def _text(page: ttk.Frame) -> tk.Text:
    """The answer; it can be read with the keys, and copied, but not written in."""
    frame = ttk.Frame(page)
    frame.pack(fill="both", expand=True)
    text = tk.Text(frame, wrap="word", height=14, font=_FONT, state="disabled", padx=_SPACE, pady=_SPACE, spacing3=4)
    bar = ttk.Scrollbar(frame, command=text.yview)
    text.configure(yscrollcommand=bar.set)
    bar.pack(side="right", fill="y")
    text.pack(side="left", fill="both", expand=True)
    # Where the text cannot be written in, it takes the keys only if it is told to.
    text.bind("<Button-1>", lambda _: text.focus_set())
    return text


def _foot(root: tk.Tk, page: ttk.Frame, presses: Presses) -> tuple[ttk.Label, ttk.Progressbar, ttk.Button]:
    row = ttk.Frame(page)
    row.pack(side="bottom", fill="x", pady=(_SPACE, 0))
    opens = _button(root, row, OPEN, presses.open)
    opens.pack(side="right")
    working = ttk.Progressbar(row, mode="indeterminate", length=100)
    # Not a variable of Tk's: those may be cleared away in any thread, and Tk answers to one only.
    told = ttk.Label(row)
    told.pack(side="left", fill="x", expand=True)
    return told, working, opens


def _button(root: tk.Tk, parent: tk.Misc, name: tuple[str, int], press: Callable[[], None]) -> ttk.Button:
    label, letter = name
    button = ttk.Button(parent, text=label, underline=letter, command=press)
    button.bind("<Return>", lambda _: button.invoke())
    _key(root, label[letter].lower(), button.invoke)
    return button


def _key(root: tk.Tk, letter: str, press: Callable[[], object]) -> None:
    """The key that presses, with Alt, on macOS with Ctrl: Alt writes other letters there."""
    held = "Control" if root.tk.call("tk", "windowingsystem") == "aqua" else "Alt"
    for name in (letter, letter.upper()):
        root.bind(f"<{held}-{name}>", lambda _: press())
