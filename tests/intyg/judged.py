"""IUPs read from real files to what is to be certified."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stexcel import api
from stexcel.intyg.dossier import dossier
from stexcel.intyg.model import Dossier
from stexcel.rules.context import Context
from stexcel.rules.engine import check_context

TODAY = date(2026, 11, 1)


def context_of(path: Path) -> Context:
    setup = api.Setup(TODAY)
    return Context(api.read_in_run(path, setup), api.rule_data(setup), setup.today, setup.thresholds)


def dossier_of(path: Path) -> Dossier:
    context = context_of(path)
    return dossier(check_context(context), context)
