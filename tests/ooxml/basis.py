"""One small workbook with a bit of everything, as text that hazards are put into: parts by name, in order."""

from tests.ooxml.packages import HEAD, MAIN, RELATIONS, archive, relation

Parts = dict[str, str | bytes]

SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK, BOOK_RELATIONS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
STRINGS, STYLES, CHAIN = "xl/sharedStrings.xml", "xl/styles.xml", "xl/calcChain.xml"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"

ROWS = (
    '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2" spans="1:6"><c r="A2" t="inlineStr"><is><t>EKG</t></is></c><c r="B2"><v>3</v></c>'
    '<c r="C2" s="1"><v>46000</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="str"><f>A2&amp;"!"</f><v>EKG!</v></c>'
    '<c r="F2" t="e"><v>#N/A</v></c></row>'
    '<row r="3" spans="1:3" ht="30" customHeight="1"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>2</v></c>'
    '<c r="C3" s="2"/></row>'
    '<row r="5" spans="1:3"><c r="A5" t="inlineStr"><is><t>Summa</t></is></c><c r="B5"><f>SUM(B2:B3)</f><v>5</v></c>'
    '<c r="C5"><f>B5*2</f><v>10</v></c></row>'
)
BEFORE = '<dimension ref="A1:F5"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
AFTER = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
_OTHER_ROWS = '<row r="1"><c r="A1"><f>Blad!B5+1</f><v>6</v></c><c r="B1" t="s"><v>0</v></c></row>'

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_STRINGS = (
    '<si><t>Kurs</t></si><si><t>Dagar</t></si><si><t xml:space="preserve"> Datum </t></si>'
    "<si><r><rPr><b/></rPr><t>fet</t></r><r><t>stil</t></r></si>"
)
_FONT = '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
_FILLS = (
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
)
_BORDERS = '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
_PLAIN = 'fontId="0" fillId="0" borderId="0"'
_FORMATS = (
    f'<cellStyleXfs count="1"><xf numFmtId="0" {_PLAIN}/></cellStyleXfs><cellXfs count="3">'
    f'<xf numFmtId="0" {_PLAIN} xfId="0"/><xf numFmtId="14" {_PLAIN} xfId="0" applyNumberFormat="1"/>'
    f'<xf numFmtId="0" {_PLAIN} xfId="0" applyProtection="1"><protection locked="0"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_CHAIN = '<c r="C5" i="1"/><c r="B5" l="1"/><c r="E2"/><c r="A1" i="2"/>'


def sheet(rows: str = ROWS, before: str = BEFORE, after: str = AFTER, attributes: str = "") -> str:
    """A sheet's XML."""
    start = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}"{attributes}>'
    return f"{HEAD}{start}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def types(kinds: dict[str, str]) -> str:
    """The list of content types: the last words of each part's type, by its name."""
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind if "/" in kind else f"{_MAIN_TYPE}{kind}+xml"}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def related(*relations: str) -> str:
    """A list of relationships."""
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


KINDS = {
    BOOK: "sheet.main",
    SHEET: "worksheet",
    OTHER: "worksheet",
    STYLES: "styles",
    STRINGS: "sharedStrings",
    CHAIN: "calcChain",
}
BOOK_PARTS = (
    relation("rId1", "worksheet", "worksheets/sheet1.xml"),
    relation("rId2", "worksheet", "worksheets/sheet2.xml"),
    relation("rId3", "styles", "styles.xml"),
    relation("rId4", "sharedStrings", "sharedStrings.xml"),
    relation("rId5", "calcChain", "calcChain.xml"),
)
TABS = '<sheet name="Blad" sheetId="1" r:id="rId1"/><sheet name="Mål a" sheetId="2" r:id="rId2"/>'


def book(tabs: str = TABS, before: str = "", after: str = '<calcPr calcId="191029"/>') -> str:
    """The workbook part."""
    start = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    return f"{HEAD}{start}{before}<sheets>{tabs}</sheets>{after}</workbook>"


def parts() -> Parts:
    """”Blad” with text, numbers, a day, a truth value, an error and formulas, and ”Mål a” that counts on it."""
    return {
        TYPES: types(KINDS),
        "_rels/.rels": related(relation("rId1", "officeDocument", "xl/workbook.xml")),
        BOOK: book(),
        BOOK_RELATIONS: related(*BOOK_PARTS),
        SHEET: sheet(),
        OTHER: sheet(_OTHER_ROWS, "", AFTER),
        STYLES: f'{HEAD}<styleSheet xmlns="{MAIN}">{_FONT}{_FILLS}{_BORDERS}{_FORMATS}</styleSheet>',
        STRINGS: f'{HEAD}<sst xmlns="{MAIN}" count="5" uniqueCount="4">{_STRINGS}</sst>',
        CHAIN: f'{HEAD}<calcChain xmlns="{MAIN}">{_CHAIN}</calcChain>',
    }


def made(changes: Parts | None = None, *, without: tuple[str, ...] = ()) -> bytes:
    """The workbook with some parts changed or added, and some taken away."""
    changed = {**parts(), **(changes or {})}
    return archive({name: content for name, content in changed.items() if name not in without})
