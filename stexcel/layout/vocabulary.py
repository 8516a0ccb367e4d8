"""The clinics' words for things, as data: ``vocabulary.toml`` beside this module."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str | list[str | float]]]]:
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


def words_of(section: str) -> Iterator[tuple[str, str, float]]:
    """Every phrase of a section with the name of what it means and its weight (0 to 1)."""
    for name, phrases in _words()[section].items():
        for phrase in phrases:
            text, weight = phrase if isinstance(phrase, list) else (phrase, 1.0)
            yield name, str(text), float(weight)
