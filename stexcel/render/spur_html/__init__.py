"""The overview of an inspection as a page of HTML that stands alone."""

from stexcel.render.spur_html.page import render_spur_html

__all__ = ["render_spur_html"]
