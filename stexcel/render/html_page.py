"""What all our pages have in common: they stand alone, and the browser is told to fetch and run nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

_FOLDER = "html_template"


@cache
def environment() -> Environment:
    """The templates; all text is escaped unless they say otherwise."""
    return Environment(
        loader=PackageLoader("stexcel.render", _FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def asset(*names: str) -> str:
    """The text of style sheets or scripts, one after the other."""
    folder = Path(__file__).with_name(_FOLDER)
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def policy(style: str, script: str = "") -> str:
    """What the browser may do with the page: nothing but our own style and script, and no other address."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_digest(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
