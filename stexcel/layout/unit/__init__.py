"""A unit's own workbook: supervisors, studierektor, governing documents, reviews, action plan, residents."""

from stexcel.layout.unit.book import read_unit

__all__ = ["read_unit"]
