"""Workbooks whose parts or relationships are not as Excel itself writes them."""

from collections.abc import Callable, Iterator, Mapping

from tests.ooxml.basis import (
    BOOK,
    BOOK_PARTS,
    BOOK_RELATIONS,
    CHAIN,
    KINDS,
    OTHER,
    SHEET,
    SHEET_RELATIONS,
    STRINGS,
    STYLES,
    TABS,
    TYPES,
    Parts,
    book,
    made,
    parts,
    related,
    sheet,
    types,
)
from tests.ooxml.hazard import Hazard
from tests.ooxml.packages import MAIN, RELATIONS, STRICT_MAIN, STRICT_RELATIONS, archive, relation

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_DATES = (("day", "skadad"),)


def hazards() -> Iterator[Hazard]:
    """All of them."""
    yield from _xml()
    yield from _names()
    yield from _missing()
    yield from _relations()
    yield from _books()


def _xml() -> Iterator[Hazard]:
    yield Hazard("byte order marks", lambda: made(_all_xml(lambda text: b"\xef\xbb\xbf" + text.encode())))
    yield Hazard("UTF-16", lambda: made(_all_xml(_utf16)))
    yield Hazard("no XML declaration", lambda: made(_all_xml(lambda text: text.replace(_DECLARATION, "").encode())))
    yield Hazard("line ends of Windows", lambda: made(_all_xml(lambda text: text.replace("\n", "\r\n").encode())))
    yield Hazard("not alone", lambda: made(_all_xml(lambda text: text.replace(' standalone="yes"', "").encode())))
    yield Hazard(
        "single quotes",
        lambda: made(
            _all_xml(
                lambda text: (
                    text.replace('"', "'").replace("!'<", '!"<').encode() if "EKG!" not in text else text.encode()
                )
            )
        ),
    )
    yield Hazard(
        "pretty printed", lambda: made(_all_xml(lambda text: text.replace("><", ">\n  <").encode(), SHEET, BOOK))
    )
    yield Hazard("spaces in tags", lambda: made(_all_xml(lambda text: text.replace("/>", " />").encode())))
    yield Hazard("prefixes", lambda: made(_prefixed()))
    yield Hazard("strict", lambda: made(_strict()))
    yield Hazard("comments and instructions", lambda: made(_all_xml(_commented, SHEET, BOOK, STYLES)))
    yield Hazard("compatibility", lambda: made({SHEET: _compatible(), BOOK: _compatible_book()}))
    yield Hazard("ISO-8859-1", lambda: made(_all_xml(_latin, SHEET, OTHER)))
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet'
    yield Hazard(
        "document type",
        lambda: made({SHEET: sheet().replace("<worksheet", doctype, 1)}),
        refused=(("all", "skadad"),),
    )


def _names() -> Iterator[Hazard]:
    yield Hazard("part with a blank", lambda: _renamed({SHEET: "xl/worksheets/blad%20ett.xml"}))
    yield Hazard(
        "part with a blank, unescaped", lambda: _renamed({SHEET: "xl/worksheets/blad%20ett.xml"}, unquoted=True)
    )
    yield Hazard("part with Swedish letters", lambda: _renamed({SHEET: "xl/worksheets/målen.xml"}))
    yield Hazard("parts elsewhere", lambda: _renamed({SHEET: "data/a.xml", STYLES: "xl/form.xml", BOOK: "bok.xml"}))
    yield Hazard("parts of tabs the other way round", lambda: made(_swapped()))
    tabs = TABS.replace('sheetId="1"', 'sheetId="40"').replace('sheetId="2"', 'sheetId="1"')
    yield Hazard("numbers of tabs the other way round", lambda: made({BOOK: book(tabs), CHAIN: _chain_of("40", "1")}))


def _missing() -> Iterator[Hazard]:
    yield Hazard("no styles", lambda: _without(STYLES, "rId3"))
    yield Hazard("styles without cell formats", lambda: made({STYLES: f'<styleSheet xmlns="{MAIN}"/>'}))
    yield Hazard("styles that are broken", lambda: made({STYLES: "<styleSheet"}), refused=_NO_DATES)
    yield Hazard("styles that are listed but missing", lambda: made(without=(STYLES,)))
    yield Hazard("no shared strings", lambda: _without(STRINGS, "rId4"))
    yield Hazard("shared strings listed but missing", lambda: made(without=(STRINGS,)))
    yield Hazard(
        "wrong count of strings", lambda: made({STRINGS: str(parts()[STRINGS]).replace('count="5"', 'count="1"')})
    )
    yield Hazard("no calculation chain", lambda: _without(CHAIN, "rId5"))
    yield Hazard("chain listed but missing", lambda: made(without=(CHAIN,)))
    yield Hazard(
        "chain of other cells", lambda: made({CHAIN: f'<calcChain xmlns="{MAIN}"><c r="Z9" i="7"/></calcChain>'})
    )
    yield Hazard(
        "chain of the one formula", lambda: made({CHAIN: f'<calcChain xmlns="{MAIN}"><c r="B5" i="1"/></calcChain>'})
    )
    yield Hazard("types by ending only", lambda: made({TYPES: _default_types()}))
    yield Hazard("missing drawing", lambda: made(_with_missing_parts()))


def _relations() -> Iterator[Hazard]:
    yield Hazard("absolute targets", lambda: made({BOOK_RELATIONS: _targets(lambda to: f"/xl/{to}")}))
    yield Hazard("targets with dots", lambda: made({BOOK_RELATIONS: _targets(lambda to: f"./../xl/{to}")}))
    yield Hazard("targets with backslash", lambda: made({BOOK_RELATIONS: _targets(lambda to: to.replace("/", "\\"))}))
    yield Hazard("targets in another case", lambda: made({BOOK_RELATIONS: _targets(str.upper)}))
    yield Hazard("names of relationships", lambda: made(_renumbered()))
    yield Hazard("wild relationships", lambda: made({SHEET_RELATIONS: _wild_relations()}))


def _books() -> Iterator[Hazard]:
    yield Hazard("no settings of calculation", lambda: made({BOOK: book(after="")}))
    yield Hazard(
        "calculated by hand", lambda: made({BOOK: book(after='<calcPr calcMode="manual" fullCalcOnLoad="0"/>')})
    )
    yield Hazard("calculated on load already", lambda: made({BOOK: book(after='<calcPr fullCalcOnLoad="true"/>')}))
    yield Hazard("days from 1904", lambda: made({BOOK: book(before='<workbookPr date1904="1"/>')}))
    yield Hazard(
        "hidden sheets", lambda: made({BOOK: book(TABS.replace('sheetId="2"', 'sheetId="2" state="veryHidden"'))})
    )
    yield Hazard("protected workbook", lambda: made({BOOK: book(before='<workbookProtection lockStructure="1"/>')}))
    names = (
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Blad!$A$1:$C$5</definedName>'
        '<definedName name="Summa">Blad!$B$5</definedName><definedName name="Borta">#REF!</definedName>'
        '<definedName name="Makro" function="1" vbProcedure="1" hidden="1"/></definedNames>'
    )
    yield Hazard(
        "names", lambda: made({BOOK: book(after=f'{names}<calcPr calcId="1"/><extLst><ext uri="{{1}}"/></extLst>')})
    )
    yield Hazard("other kinds of sheets", lambda: made(_other_kinds()))
    yield Hazard("external links", lambda: made(_external()))
    yield Hazard("macros", lambda: made(_with_macros()))
    yield Hazard("template", lambda: made({TYPES: str(parts()[TYPES]).replace("sheet.main", "template.main")}))
    yield Hazard("signed", lambda: made(_signed()), refused=(("all", "signerad"),))


def _all_xml(change: Callable[[str], bytes], *names: str) -> Parts:
    chosen = names or tuple(parts())
    return {name: change(str(text)) for name, text in parts().items() if name in chosen}


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.replace("UTF-8", "UTF-16").encode("utf-16-le")


def _latin(text: str) -> bytes:
    return text.replace("UTF-8", "ISO-8859-1").encode("latin-1")


def _commented(text: str) -> bytes:
    start, end = text.split("\n", 1)
    commented = end.replace("<row", "<!-- <row r='99'> --><?x y?><row").replace("<sheets>", "<!-- a --><sheets>")
    return f"{start}\n<!-- före -->{commented}<!-- efter -->".encode()


def _prefixed() -> Parts:
    def change(text: str) -> bytes:
        head, body = text.split("\n", 1)
        body = body.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace('xmlns="', 'xmlns:x="')
        return f"{head}\n{body}".encode()

    return _all_xml(change, SHEET, OTHER, BOOK, STYLES, STRINGS, CHAIN, BOOK_RELATIONS, TYPES)


def _strict() -> Parts:
    def change(text: str) -> bytes:
        return text.replace(MAIN, STRICT_MAIN).replace(RELATIONS, STRICT_RELATIONS).encode()

    return _all_xml(change)


def _compatible() -> str:
    spaces = (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"'
        ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="urn:xr" xr:uid="{1}"'
    )
    alternatives = (
        '<mc:AlternateContent><mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst>'
    )
    text = sheet(attributes=spaces).replace("<row ", '<row x14ac:dyDescent="0.25" ')
    return text.replace("</worksheet>", f"{alternatives}</worksheet>")


def _compatible_book() -> str:
    before = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="urn:x15ac" url="C:\\"/></mc:Choice>'
        "</mc:AlternateContent>"
    )
    return book(before=f'<workbookPr defaultThemeVersion="1"/>{before}')


def _renamed(names: Mapping[str, str], *, unquoted: bool = False) -> bytes:
    """The workbook with some parts under other names, with absolute targets."""

    def name_of(name: str) -> str:
        return names.get(name, name)

    listed = "".join(
        relation(f"rId{number}", kind, f"/{name_of(name)}".replace("%20", " " if unquoted else "%20"))
        for number, (kind, name) in enumerate(
            [
                ("worksheet", SHEET),
                ("worksheet", OTHER),
                ("styles", STYLES),
                ("sharedStrings", STRINGS),
                ("calcChain", CHAIN),
            ],
            1,
        )
    )
    folder, _, file = name_of(BOOK).rpartition("/")
    changed = {name_of(name): text for name, text in parts().items() if name != BOOK_RELATIONS}
    changed[TYPES] = types({name_of(name): kind for name, kind in KINDS.items()})
    changed["_rels/.rels"] = related(relation("rId1", "officeDocument", name_of(BOOK)))
    changed[f"{folder}/_rels/{file}.rels".lstrip("/")] = related(listed)
    return archive(changed)


def _swapped() -> Parts:
    old = parts()
    listed = related(*BOOK_PARTS).replace("sheet1", "sheet0").replace("sheet2", "sheet1").replace("sheet0", "sheet2")
    return {SHEET: old[OTHER], OTHER: old[SHEET], BOOK_RELATIONS: listed}


def _chain_of(first: str, second: str) -> str:
    return str(parts()[CHAIN]).replace('i="1"', f'i="{first}"').replace('i="2"', f'i="{second}"')


def _without(part: str, identity: str) -> bytes:
    listed = related(*(one for one in BOOK_PARTS if f'"{identity}"' not in one))
    kinds = types({name: kind for name, kind in KINDS.items() if name != part})
    return made({BOOK_RELATIONS: listed, TYPES: kinds}, without=(part,))


def _default_types() -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return types({BOOK: main})


def _with_missing_parts() -> Parts:
    listed = related(
        relation("rId1", "drawing", "../drawings/borta.xml"),
        relation("rId2", "vmlDrawing", "../drawings/borta.vml"),
        relation("rId3", "comments", "../borta.xml"),
        relation("rId4", "table", "../tables/borta.xml"),
    )
    return {SHEET: sheet(after='<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>'), SHEET_RELATIONS: listed}


def _targets(change: Callable[[str], str]) -> str:
    kinds = ("worksheet", "worksheet", "styles", "sharedStrings", "calcChain")
    names = ("worksheets/sheet1.xml", "worksheets/sheet2.xml", "styles.xml", "sharedStrings.xml", "calcChain.xml")
    return related(
        *(relation(f"rId{n}", kind, change(name)) for n, (kind, name) in enumerate(zip(kinds, names, strict=True), 1))
    )


def _renumbered() -> Parts:
    listed = related(*BOOK_PARTS)
    for number in range(1, 6):
        listed = listed.replace(f'"rId{number}"', f'"R{number}abc"')
    tabs = TABS.replace('"rId1"', '"R1abc"').replace('"rId2"', '"R2abc"')
    return {BOOK: book(tabs), BOOK_RELATIONS: listed}


def _wild_relations() -> str:
    far = f'<Relationship Id="rId1" Type="{RELATIONS}/hyperlink" Target="mailto:a b@c%zz" TargetMode="External"/>'
    return related(far, relation("rId2", "hyperlink", "#Blad!A1"), relation("rId3", "hyperlink", ""))


def _other_kinds() -> Parts:
    tabs = TABS + (
        '<sheet name="Diagram" sheetId="3" r:id="rId6"/><sheet name="Dialog" sheetId="4" r:id="rId7"/>'
        '<sheet name="Makro" sheetId="5" r:id="rId8" state="hidden"/>'
    )
    view = '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    macro = "http://schemas.microsoft.com/office/excel/2006/main"
    return {
        BOOK: book(tabs),
        BOOK_RELATIONS: related(
            *BOOK_PARTS,
            relation("rId6", "chartsheet", "chartsheets/sheet1.xml"),
            relation("rId7", "dialogsheet", "dialogsheets/sheet1.xml"),
            relation(
                "rId8", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets/a.xml"
            ),
        ),
        "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}">{view}</chartsheet>',
        "xl/dialogsheets/sheet1.xml": f'<dialogsheet xmlns="{MAIN}">{view}</dialogsheet>',
        "xl/macrosheets/a.xml": f'<xm:macrosheet xmlns="{MAIN}" xmlns:xm="{macro}"><sheetData/></xm:macrosheet>',
        TYPES: types(
            {
                **KINDS,
                "xl/chartsheets/sheet1.xml": "chartsheet",
                "xl/dialogsheets/sheet1.xml": "dialogsheet",
                "xl/macrosheets/a.xml": "application/vnd.ms-excel.macrosheet+xml",
            }
        ),
    }


def _external() -> Parts:
    link = f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELATIONS}" r:id="rId1"><sheetNames>'
    link += '<sheetName val="Blad1"/></sheetNames></externalBook></externalLink>'
    rows = str(parts()[SHEET]).replace("<f>B5*2</f>", "<f>[1]Blad1!A1*2</f>")
    path = (
        f'<Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" Target="annan%20bok.xlsx" TargetMode="External"/>'
    )
    return {
        SHEET: rows,
        BOOK: book(after='<externalReferences><externalReference r:id="rId6"/></externalReferences><calcPr/>'),
        BOOK_RELATIONS: related(*BOOK_PARTS, relation("rId6", "externalLink", "externalLinks/externalLink1.xml")),
        "xl/externalLinks/externalLink1.xml": link,
        "xl/externalLinks/_rels/externalLink1.xml.rels": related(path),
        TYPES: types({**KINDS, "xl/externalLinks/externalLink1.xml": "externalLink"}),
    }


def _with_macros() -> Parts:
    office = "http://schemas.microsoft.com/office/2006/relationships"
    return {
        BOOK_RELATIONS: related(*BOOK_PARTS, relation("rId6", f"{office}/vbaProject", "vbaProject.bin")),
        "xl/vbaProject.bin": bytes(range(256)) * 8,
        "xl/_rels/vbaProject.bin.rels": related(
            relation("rId1", f"{office}/vbaProjectSignature", "vbaProjectSignature.bin")
        ),
        "xl/vbaProjectSignature.bin": b"signed",
        TYPES: types(
            {
                **KINDS,
                BOOK: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
                "xl/vbaProjectSignature.bin": "application/vnd.ms-office.vbaProjectSignature",
            }
        ),
    }


def _signed() -> Parts:
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    listed = related(
        relation("rId1", "officeDocument", "xl/workbook.xml"), relation("rId2", origin, "_xmlsignatures/origin.sigs")
    )
    return {"_rels/.rels": listed, "_xmlsignatures/origin.sigs": b""}
