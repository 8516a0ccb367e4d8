"""The checks of an IUP: one short pure function per code, one module per group of codes."""

from stexcel.rules.engine import check_document, check_run
from stexcel.rules.registry import RULES, all_rules
from stexcel.rules.thresholds import Thresholds

__all__ = ["RULES", "Thresholds", "all_rules", "check_document", "check_run"]
