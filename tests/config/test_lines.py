from __future__ import annotations

import tomllib
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.config.lines import Key, lines_of

TRICKY = '''\
# [inte.en.tabell]
a = 1 # b = 2
"en # nyckel" = "text # inte kommentar"
'b.c' = 'C:\\mapp\\'
d . e."f" = [ 1.5, # ett
  "två, ]", {g = 2, h.i = [3]},

  2026-11-01 07:32:00,
]
"lång" = """
[tabell]
x = "1" \\""" ""y"""""
"rå" = \'\'\'
[[tabell]]\'\'\'\'\'
sist = { inuti = { djupt = "}" }, lista = [[1], [2, 3]] }
[tabell . "under.tabell"]
x = 1
[[rad]]
x = 1
[[rad.del]]
y = 1
[rad.del.mer]
z = 1
[[rad.del]]
y = 2

[[rad]]
[[rad.del]]
y = 3
[tabell]
tom = ""
\t[ sista ] # ] = [
"å".1.2 = +1e5'''

EXPECTED: dict[Key, int] = {
    ("a",): 2,
    ("en # nyckel",): 3,
    ("b.c",): 4,
    ("d",): 5,
    ("d", "e"): 5,
    ("d", "e", "f"): 5,
    ("d", "e", "f", 0): 5,
    ("d", "e", "f", 1): 6,
    ("d", "e", "f", 2): 6,
    ("d", "e", "f", 2, "g"): 6,
    ("d", "e", "f", 2, "h"): 6,
    ("d", "e", "f", 2, "h", "i"): 6,
    ("d", "e", "f", 2, "h", "i", 0): 6,
    ("d", "e", "f", 3): 8,
    ("lång",): 10,
    ("rå",): 13,
    ("sist",): 15,
    ("sist", "inuti"): 15,
    ("sist", "inuti", "djupt"): 15,
    ("sist", "lista"): 15,
    ("sist", "lista", 0): 15,
    ("sist", "lista", 0, 0): 15,
    ("sist", "lista", 1): 15,
    ("sist", "lista", 1, 0): 15,
    ("sist", "lista", 1, 1): 15,
    ("tabell",): 16,
    ("tabell", "under.tabell"): 16,
    ("tabell", "under.tabell", "x"): 17,
    ("rad",): 18,
    ("rad", 0): 18,
    ("rad", 0, "x"): 19,
    ("rad", 0, "del"): 20,
    ("rad", 0, "del", 0): 20,
    ("rad", 0, "del", 0, "y"): 21,
    ("rad", 0, "del", 0, "mer"): 22,
    ("rad", 0, "del", 0, "mer", "z"): 23,
    ("rad", 0, "del", 1): 24,
    ("rad", 0, "del", 1, "y"): 25,
    ("rad", 1): 27,
    ("rad", 1, "del"): 28,
    ("rad", 1, "del", 0): 28,
    ("rad", 1, "del", 0, "y"): 29,
    ("tabell", "tom"): 31,
    ("sista",): 32,
    ("sista", "å"): 33,
    ("sista", "å", "1"): 33,
    ("sista", "å", "1", "2"): 33,
}


def keys(value: object, path: Key = ()) -> Iterator[Key]:
    """Every table, key and list item of parsed TOML."""
    if path:
        yield path
    if isinstance(value, dict):
        for name, item in value.items():
            yield from keys(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from keys(item, (*path, index))


def test_tricky_text_has_the_right_line_for_everything_that_tomllib_reads() -> None:
    assert lines_of(TRICKY) == EXPECTED
    assert set(keys(tomllib.loads(TRICKY))) == set(EXPECTED)


WORDS = st.text(alphabet="abåö ._-#=[]{}\"'\\\n\t", max_size=8)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


VALUES = st.recursive(
    WORDS.map(quoted) | st.integers().map(str) | st.just('"""\n[a]\n"""') | st.just("1979-05-27 07:32:00.5"),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ # lista\n" + ",\n".join(items) + "\n]")
        | st.dictionaries(WORDS, inner.filter(lambda item: "\n" not in item), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{quoted(name)} = {item}" for name, item in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(WORDS, st.dictionaries(WORDS, VALUES, max_size=3)), max_size=5))
def test_every_key_that_tomllib_reads_has_a_line_and_each_key_its_own(tables: list[tuple[str, dict[str, str]]]) -> None:
    text, expected = "", dict[Key, int]()
    for index, (name, pairs) in enumerate(tables):
        text += f"# {name!r}\n\n[[tabell]]\n"
        for key, value in pairs.items():
            expected["tabell", index, key] = text.count("\n") + 1
            text += f"{quoted(key)} = {value} # slut\n"
    found = lines_of(text)
    assert set(found) == set(keys(tomllib.loads(text)))
    assert {key: found[key] for key in expected} == expected
