"""The status of a unit as one HTML page that needs nothing else."""

from stexcel.render.status_html.page import render_status_html

__all__ = ["render_status_html"]
