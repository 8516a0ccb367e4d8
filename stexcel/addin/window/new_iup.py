"""The questions about a new IUP, in a box of their own."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from stexcel import regelverk
from stexcel.codes import REGULATIONS
from stexcel.fill.new import Order
from stexcel.fill.template.content import Doctor

_SPACE = 6


class NewIup(tk.Toplevel):
    """Asks whom the workbook is for; ``answered`` gets the order, and nothing is done for who closes the box."""

    def __init__(self, parent: tk.Tk, answered: Callable[[Order], None]) -> None:
        super().__init__(parent, padx=2 * _SPACE, pady=2 * _SPACE)
        self.title("Ny IUP")
        self.transient(parent)
        self.resizable(False, False)
        self._answered = answered
        self.specialty = ttk.Combobox(self, values=list(regelverk.load().specialties), width=40)
        self.regulation = ttk.Combobox(self, values=list(REGULATIONS), state="readonly")
        self.regulation.set(REGULATIONS[-1])
        self.name = ttk.Entry(self)
        self._row("Specialitet:", self.specialty, 0)
        self._row("Föreskrift:", self.regulation, 1)
        self._row("ST-läkarens namn (kan fyllas i senare):", self.name, 2)
        ttk.Button(self, text="Välj mapp och skapa …", command=self.answer).grid(
            row=3, column=1, sticky="e", pady=(2 * _SPACE, 0)
        )
        self.bind("<Return>", lambda _: self.answer())
        self.bind("<Escape>", lambda _: self.destroy())
        self.specialty.focus_set()
        self.wait_visibility()
        self.grab_set()

    def answer(self) -> None:
        """Takes the answers, once there is a specialty."""
        specialty, name = self.specialty.get().strip(), self.name.get().strip()
        if not specialty:
            self.specialty.focus_set()
            return
        order = Order(specialty, self.regulation.get(), Doctor(name=name or None))
        self.destroy()
        self._answered(order)

    def _row(self, label: str, widget: tk.Widget, row: int) -> None:
        ttk.Label(self, text=label).grid(row=row, column=0, sticky="w", padx=(0, _SPACE), pady=_SPACE // 2)
        widget.grid(row=row, column=1, sticky="ew", pady=_SPACE // 2)
