"""A user's own mapping of exact fields: for forms that are not understood by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.intyg.facts import Fact, content
from stexcel.intyg.fill import fill
from stexcel.intyg.mapping import MappingError, bundled, dump_mapping, load_mapping
from stexcel.intyg.model import Doctor, Kind
from stexcel.intyg.pdf import read_form
from stexcel.intyg.understand import understand
from tests.intyg.forms import Drawn, all_forms, drawn
from tests.intyg.test_forms import filled_values, work

FIELDS = [Drawn("Text1", ""), Drawn("Text2", ""), Drawn("Text3", ""), Drawn("Kryss1", "", box=True)]
MAPPING = """
[[blankett]]
slag = "kurs"
foreskrift = "HSLF-FS 2021:8"
kanns_igen = ["blankett K"]
tomma = ["Text3", "Kryss1"]
[blankett.falt]
namn = "Text1"
delmal = ["Text2"]
"""


def save(folder: Path, title: str = "Blankett K", fields: list[Drawn] = FIELDS) -> Path:
    path = folder / "x.pdf"
    path.write_bytes(drawn(title, "", fields))
    return path


def mapping(folder: Path, text: str = MAPPING) -> Path:
    path = folder / "faltlista.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_version_of_a_form_is_used_with_the_users_mapping(tmp_path: Path) -> None:
    pdf = read_form(save(tmp_path))
    assert not understand(pdf).is_usable
    known = understand(pdf, load_mapping(mapping(tmp_path)))
    assert (known.kind, known.regulation, known.by_hand) == (Kind.COURSE, HSLF_2021, True)
    result = fill(known, content(Doctor("Åsa Öberg"), work(Kind.COURSE, HSLF_2021)))
    assert filled_values(result, tmp_path) == {"Text1": "Åsa Öberg", "Text2": "STa1, STc2", "Text3": "", "Kryss1": ""}


@pytest.mark.parametrize(
    ("title", "fields"),
    [("Blankett L", FIELDS), ("Blankett K", [*FIELDS, Drawn("Text4", "")]), ("Blankett K", FIELDS[:3])],
)
def test_a_mapping_is_for_exactly_its_form(title: str, fields: list[Drawn], tmp_path: Path) -> None:
    assert not understand(read_form(save(tmp_path, title, fields)), load_mapping(mapping(tmp_path))).is_usable


def test_saved_mappings_of_all_forms_mean_what_the_words_did(tmp_path: Path) -> None:
    found = {}
    for (kind, regulation), data in all_forms().items():
        path = tmp_path / f"{kind.value}{regulation[-6:-2]}.pdf"
        path.write_bytes(data)
        found[kind, regulation] = understand(read_form(path))
    text = dump_mapping(
        [(one.form.path, str(one.kind), one.regulation, one.facts, one.marks) for one in found.values()]
    )
    mappings = load_mapping(mapping(tmp_path, text))
    for known in found.values():
        again = understand(known.form, mappings)
        assert again.by_hand
        assert (again.kind, again.regulation, again.facts, again.codes) == (
            known.kind,
            known.regulation,
            known.facts,
            known.codes,
        )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('slag = "kurs"', 'slag = "kursen"', "slag ”kursen” går inte att använda"),
        ('slag = "kurs"', "", "slag saknas"),
        ('foreskrift = "HSLF-FS 2021:8"', 'foreskrift = "2021"', "foreskrift ”2021”"),
        ('namn = "Text1"', 'nam = "Text1"', "falt ”nam” går inte"),
        ('namn = "Text1"', "namn = 3", "namn ska vara en text"),
        ('namn = "Text1"', 'namn = "Text3"', "”Text3” står två gånger"),
        ("tomma =", "tomt =", "nyckeln ”tomt” finns inte"),
        ("[[blankett]]", "[[blanketter]]", r"\[\[blankett\]\]"),
        ('slag = "kurs"', "slag = kurs", "ingen giltig TOML"),
    ],
)
def test_faulty_mapping(old: str, new: str, why: str, tmp_path: Path) -> None:
    assert old in MAPPING
    with pytest.raises(MappingError, match=why):
        load_mapping(mapping(tmp_path, MAPPING.replace(old, new)))


def test_the_mapping_in_the_handbook_is_one(tmp_path: Path) -> None:
    handbook = (Path(__file__).parents[2] / "docs" / "intyg.md").read_text(encoding="utf-8")
    (text,) = [block for block in handbook.split("```") if block.strip().startswith("[[")]
    (one,) = load_mapping(mapping(tmp_path, text))
    assert (one.kind, one.regulation, len(one.fields)) == (Kind.COURSE, HSLF_2021, 4)


def test_bundled_words_name_every_kind_under_both_regulations() -> None:
    words = bundled()
    assert set(words.names) == {(regulation, kind) for regulation in (SOSFS_2015, HSLF_2021) for kind in Kind}
    assert set(words.kinds) == set(words.needed) == set(Kind)
    assert set(words.fields) == set(Fact)
