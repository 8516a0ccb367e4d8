"""Workbooks whose sheets, cells and formulas are not as Excel itself writes them, or that hold what is easily lost."""

import re
from collections.abc import Iterator

from tests.ooxml.basis import (
    AFTER,
    BEFORE,
    BOOK,
    BOOK_PARTS,
    BOOK_RELATIONS,
    CHAIN,
    KINDS,
    ROWS,
    SHEET,
    SHEET_RELATIONS,
    TYPES,
    Parts,
    book,
    made,
    related,
    sheet,
    types,
)
from tests.ooxml.hazard import Hazard
from tests.ooxml.packages import MAIN, relation

_SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B4" si="0">A1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>6</v></c></row>'
    '<row r="4"><c r="A4"><v>4</v></c><c r="B4"><f t="shared" si="0"/><v>8</v></c></row>'
    '<row r="6"><c r="B6"><f>SUM(B1:B4)</f><v>20</v></c></row>'
)
_ARRAY = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>4</v></c></row>'
    '<row r="3"><c r="C3"><f t="array" ref="C3">SUM(A1:A2*2)</f><v>6</v></c></row>'
)
_DATA_TABLE = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c></row><row r="2"><c r="A2"><v>2</v></c>'
    '<c r="B2"><f t="dataTable" ref="B2:B3" dt2D="0" dtr="0" r1="A1"/><v>4</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>6</v></c></row>'
)
_ODD_CELLS = (
    '<row r="1"><c r="A1" t="d"><v>2026-11-01T00:00:00</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c>'
    '<c r="C1" t="n"><v>1E3</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="e"><v>#REF!</v></c>'
    '<c r="C2" t="inlineStr"><is><r><rPr><b/></rPr><t>rik</t></r><r><t xml:space="preserve"> text</t></r>'
    '<rPh sb="0" eb="1"><t>x</t></rPh></is></c></row><row r="3"><c r="A3" s="99"><v>2</v></c><c r="B3"/>'
    '<c r="C3" t="b"><v>0</v></c><c r="D3" t="inlineStr"><is><t>_x0041_ &#10; rad</t></is></c></row>'
    '<row r="5"><c r="B5" ph="1"><f ca="1">NOW()</f><v>46000.5</v><extLst><ext uri="{1}"/></extLst></c></row>'
)
_NO_ADDRESSES = re.sub(r' r="[A-Z]*\d+"', "", ROWS.replace('<row r="5"', "<row/><row"))
_TABLE = (
    f'<table xmlns="{MAIN}" id="1" name="Kurser" displayName="Kurser" ref="A1:C3" totalsRowShown="0">'
    '<autoFilter ref="A1:C3"/><tableColumns count="3"><tableColumn id="1" name="Kurs"/>'
    '<tableColumn id="2" name="Dagar"/>'
    '<tableColumn id="3" name=" Datum "/></tableColumns><tableStyleInfo name="TableStyleMedium2"/></table>'
)


def hazards() -> Iterator[Hazard]:
    """All of them."""
    yield from _addresses()
    yield from _formulas()
    yield from _contents()
    yield from _around()
    yield from _belongings()


def _addresses() -> Iterator[Hazard]:
    yield Hazard("rows and cells without addresses", lambda: made({SHEET: sheet(_NO_ADDRESSES)}))
    yield Hazard("rows without addresses", lambda: made({SHEET: sheet(re.sub(r'<row r="\d+"', "<row", ROWS))}))
    yield Hazard("cells without addresses", lambda: made({SHEET: sheet(re.sub(r'<c r="[A-Z]+\d+"', "<c", ROWS))}))
    yield Hazard(
        "rows out of order", lambda: made({SHEET: sheet("</row>".join([*reversed(ROWS.split("</row>")[:-1]), ""]))})
    )
    yield Hazard("cells out of order", lambda: made({SHEET: sheet(_reversed_cells(ROWS))}))
    halves = ROWS.replace('<c r="B5">', '</row><row r="5"><c r="B5">')
    yield Hazard("a row in two pieces", lambda: made({SHEET: sheet(halves)}))
    yield Hazard("addresses in small letters", lambda: made({SHEET: sheet(re.sub(r'<c r="([A-Z])', _lower, ROWS))}))
    yield Hazard(
        "empty rows",
        lambda: made({SHEET: sheet(ROWS.replace('<row r="5"', '<row r="4"/><row r="5"') + '<row r="20" ht="9"/>')}),
    )
    sparse = '<row r="900000"><c r="BA900000"><v>1</v></c></row>'
    yield Hazard("a sparse sheet", lambda: made({SHEET: sheet(ROWS + sparse)}), far=True)
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    outside = (("rows", "utanför bladet"),)
    yield Hazard("the last cell", lambda: made({SHEET: sheet(ROWS + last)}), refused=outside, far=True)
    yield Hazard("no rows", lambda: made({SHEET: sheet("")}), formula="", filled="")
    yield Hazard(
        "no list of rows",
        lambda: made({SHEET: sheet("").replace("<sheetData></sheetData>", "")}),
        formula="",
        filled="",
    )
    yield Hazard(
        "a closed list of rows",
        lambda: made({SHEET: sheet("").replace("<sheetData></sheetData>", "<sheetData/>")}),
        formula="",
        filled="",
    )
    yield Hazard("no dimension", lambda: made({SHEET: sheet(before="")}))
    yield Hazard("whole dimension", lambda: made({SHEET: sheet(before='<dimension ref="A1:XFD1048576"/>')}))
    yield Hazard("wrong dimension", lambda: made({SHEET: sheet(before='<dimension ref="A1"/>')}))
    yield Hazard("senseless dimension", lambda: made({SHEET: sheet(before='<dimension ref="A:F"/>')}))
    yield Hazard("wrong spans", lambda: made({SHEET: sheet(re.sub(r'spans="[\d:]+"', 'spans="2:2 4:5"', ROWS))}))


def _formulas() -> Iterator[Hazard]:
    shared = made({SHEET: sheet(_SHARED), CHAIN: _chain("B1", "B2", "B3", "B4", "B6")})
    yield Hazard("master of a shared formula", lambda: shared, formula="B1")
    yield Hazard("one of a shared formula", lambda: shared, formula="B3")
    turned = "</row>".join([*reversed(_SHARED.split("</row>")[:-1]), ""])
    yield Hazard("master of a shared formula last", lambda: made({SHEET: sheet(turned)}), formula="B3")
    odd = _SHARED.replace("A1*2", "A1*2+&quot;")
    yield Hazard(
        "shared formula that no one can read",
        lambda: made({SHEET: sheet(odd)}),
        formula="B1",
        refused=(("formula", "går inte att flytta"), ("rows", "går inte att tolka")),
    )
    inside = (("rows", "skulle delas"),)
    yield Hazard(
        "one cell of an array formula", lambda: made({SHEET: sheet(_ARRAY)}), formula="C3", after=1, refused=inside
    )
    yield Hazard(
        "an array formula", lambda: made({SHEET: sheet(_ARRAY)}), formula="B1", refused=(("formula", "B1:B2"),)
    )
    yield Hazard(
        "within an array formula", lambda: made({SHEET: sheet(_ARRAY)}), formula="B2", refused=(("formula", "B1:B2"),)
    )
    table = made({SHEET: sheet(_DATA_TABLE)})
    yield Hazard("a data table", lambda: table, formula="B2", after=5, refused=(("formula", "B2:B3"),))
    yield Hazard("beside a data table", lambda: table, formula="B1", after=2, refused=inside)
    dynamic = ROWS.replace('<c r="B5"><f>', '<c r="B5" cm="1" vm="1"><f t="array" ref="B5">')
    yield Hazard("a dynamic array formula", lambda: made({SHEET: sheet(dynamic)}))
    spilled = dynamic.replace('ref="B5"', 'ref="B5:B7"')
    yield Hazard("a spilled formula", lambda: made({SHEET: sheet(spilled)}), refused=(("formula", "B5:B7"),))
    yield Hazard("formulas never computed", lambda: made({SHEET: sheet(re.sub("</f><v>[^<]*</v>", "</f>", ROWS))}))
    yield Hazard("empty formulas", lambda: made({SHEET: sheet(ROWS.replace("<f>B5*2</f>", "<f/>"))}))


def _contents() -> Iterator[Hazard]:
    yield Hazard("odd cells", lambda: made({SHEET: sheet(_ODD_CELLS)}))
    cdata = ROWS.replace("<t>EKG</t>", "<t><![CDATA[a<b & c]]></t>")
    yield Hazard("CDATA", lambda: made({SHEET: sheet(cdata)}))
    long = ROWS.replace("<t>Summa</t>", f"<t>{'å' * 200_000}</t>").replace('spans="1:6"', f'spans="{"1:6 " * 20_000}"')
    yield Hazard("very long texts", lambda: made({SHEET: sheet(long)}))
    marks = ROWS.replace("EKG", "&lt;row r=&quot;3&quot;&gt; a > b <![CDATA[<row r='3'>]]>").replace(
        "EKG!", "<![CDATA[</row>]]>"
    )
    yield Hazard("text that looks like XML", lambda: made({SHEET: sheet(marks)}))
    unknown = ROWS.replace("<row ", '<row xmlns:q="urn:q" q:rowx="&gt; r=" ').replace("<c r=", '<c q:r="Z9" r=')
    yield Hazard("unknown attributes", lambda: made({SHEET: sheet(unknown)}))
    cols = '<cols><col min="8" max="9" width="20" style="2" customWidth="1"/></cols>'
    yield Hazard("styles of columns", lambda: made({SHEET: sheet(before=BEFORE + cols)}))
    styled = ROWS + '<row r="20" s="2" customFormat="1"/>'
    yield Hazard("styles of rows", lambda: made({SHEET: sheet(styled)}))
    phonetic = AFTER.replace("<pageMargins", '<phoneticPr fontId="0"/><pageMargins')
    yield Hazard("reading aids", lambda: made({SHEET: sheet(after=phonetic)}))


def _around() -> Iterator[Hazard]:
    merges = '<mergeCells count="2"><mergeCell ref="A5:A6"/><mergeCell ref="D3:F4"/></mergeCells>'
    yield Hazard("merged cells", lambda: made({SHEET: sheet(after=merges + AFTER)}))
    yield Hazard(
        "hidden by a merge",
        lambda: made({SHEET: sheet(after=merges + AFTER)}),
        blank="E4",
        filled="A6",
        refused=(*_but_rows("sammanslagen"), ("filled", "sammanslagen")),
    )
    locked = '<sheetProtection password="CC1A" sheet="1" objects="1" scenarios="1"/>'
    yield Hazard(
        "a protected sheet",
        lambda: made({SHEET: sheet(after=locked + AFTER)}),
        refused=(*_but_rows("låst"), ("filled", "låst"), ("formula", "låst"), ("rows", "skyddat")),
    )
    off = locked.replace('sheet="1"', 'sheet="0"')
    yield Hazard("a protection that is off", lambda: made({SHEET: sheet(after=off + AFTER)}))
    extensions = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        "<x14:dataValidation type=\"list\"><x14:formula1><xm:f>'Mål a'!$A$1:$A$2</xm:f></x14:formula1>"
        "<xm:sqref>A2:A5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    rules = (
        '<conditionalFormatting sqref="B2:B5"><cfRule type="cellIs" priority="1" operator="greaterThan">'
        '<formula>$B$3</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation '
        'type="list" sqref="A2:A5 C5"><formula1>"a,b"</formula1></dataValidation></dataValidations>'
    )
    yield Hazard("choices and formats", lambda: made({SHEET: sheet(after=rules + AFTER + extensions)}))
    links = '<hyperlinks><hyperlink ref="A2" location="\'Mål a\'!A1"/><hyperlink ref="B2:B3" r:id="rId1"/></hyperlinks>'
    far = '<Relationship Id="rId1" Type="{0}/hyperlink" Target="https://exempel.se/" TargetMode="External"/>'
    address = related(far.format("http://schemas.openxmlformats.org/officeDocument/2006/relationships"))
    yield Hazard("links", lambda: made({SHEET: sheet(after=links + AFTER), SHEET_RELATIONS: address}), filled="A3")
    views = BEFORE.replace("<dimension", '<sheetPr codeName="Blad1"><tabColor rgb="FFFF0000"/></sheetPr><dimension')
    views = views.replace(
        'workbookViewId="0"/>', 'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'
    )
    breaks = (
        '<rowBreaks count="1"><brk id="4" max="16383" man="1"/></rowBreaks>'
        '<ignoredErrors><ignoredError sqref="B5" formula="1"/></ignoredErrors>'
    )
    yield Hazard("views and breaks", lambda: made({SHEET: sheet(before=views, after=AFTER + breaks)}))


def _belongings() -> Iterator[Hazard]:
    yield Hazard("a table", lambda: made(_table()))
    yield Hazard("the heading of a table", lambda: made(_table()), filled="A1", refused=_filled("rubriken"))
    yield Hazard(
        "a broken table", lambda: made({**_table(), "xl/tables/table1.xml": "<table"}), refused=(("rows", "skadad"),)
    )
    yield Hazard(
        "a pivot table",
        lambda: made(_pivot()),
        filled="F2",
        refused=(*_filled("pivottabell"), ("rows", "delas")),
        after=2,
    )
    yield Hazard("notes", lambda: made(_notes()))
    yield Hazard("a thread", lambda: made(_thread()))


def _filled(why: str) -> tuple[tuple[str, str], ...]:
    return (("filled", why), ("empty", why))


def _but_rows(why: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, why) for kind in ("text", "number", "day", "truth", "empty", "link"))


def _reversed_cells(rows: str) -> str:
    def turned(match: re.Match[str]) -> str:
        cells = re.findall(r"<c .*?</c>|<c [^>]*/>", match[2])
        return match[1] + "".join(reversed(cells)) + "</row>"

    return re.sub(r"(<row [^>]*>)(.*?)</row>", turned, rows)


def _lower(match: re.Match[str]) -> str:
    return match[0].replace(match[1], match[1].lower())


def _chain(*cells: str) -> str:
    return f'<calcChain xmlns="{MAIN}">' + "".join(f'<c r="{cell}" i="1"/>' for cell in cells) + "</calcChain>"


def _table() -> Parts:
    return {
        SHEET: sheet(after=AFTER + '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
        SHEET_RELATIONS: related(relation("rId1", "table", "/xl/tables/table1.xml")),
        "xl/tables/table1.xml": _TABLE,
        TYPES: types({**KINDS, "xl/tables/table1.xml": "table"}),
    }


def _pivot() -> Parts:
    """A pivot table in E1:F3 and its store of rows."""
    items = '<cacheField name="Kurs"><sharedItems><s v="EKG"/></sharedItems></cacheField>'
    fields = f'<cacheFields count="1">{items}</cacheFields>'
    source = '<cacheSource type="worksheet"><worksheetSource ref="A1:B3" sheet="Blad"/></cacheSource>'
    cache = (
        f'<pivotCacheDefinition xmlns="{MAIN}" saveData="0" refreshOnLoad="1">{source}{fields}</pivotCacheDefinition>'
    )
    pivot = (
        f'<pivotTableDefinition xmlns="{MAIN}" name="P" cacheId="1" dataCaption="x"><location ref="E1:F3" '
        'firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/><pivotFields count="1"><pivotField/></pivotFields>'
        "</pivotTableDefinition>"
    )
    caches = '<pivotCaches><pivotCache cacheId="1" r:id="rId6"/></pivotCaches>'
    names = ("xl/pivotTables/pivotTable1.xml", "xl/pivotCache/pivotCacheDefinition1.xml")
    return {
        BOOK: book(after=f'<calcPr calcId="1"/>{caches}'),
        BOOK_RELATIONS: related(*BOOK_PARTS, relation("rId6", "pivotCacheDefinition", names[1].removeprefix("xl/"))),
        SHEET_RELATIONS: related(relation("rId1", "pivotTable", "../pivotTables/pivotTable1.xml")),
        names[0]: pivot,
        names[1]: cache,
        "xl/pivotTables/_rels/pivotTable1.xml.rels": related(
            relation("rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
        ),
        TYPES: types({**KINDS, names[0]: "pivotTable", names[1]: "pivotCacheDefinition"}),
    }


def _notes() -> Parts:
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>Eva Ek</author></authors><commentList>'
        '<comment ref="A2" authorId="0"><text><t>Evas ord</t></text></comment></commentList></comments>'
    )
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202">'
        '<v:textbox><div>a<br>b</div></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 2, 3, 15, 3, 16'
        "</x:Anchor><x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>"
    )
    listed = related(
        relation("rId1", "comments", "../comments1.xml"), relation("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml")
    )
    kinds = types({**KINDS, "xl/comments1.xml": "comments"})
    vml_type = (
        '<Default Extension="VML" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override'
    )
    return {
        SHEET: sheet(after=AFTER + '<legacyDrawing r:id="rId2"/>'),
        SHEET_RELATIONS: listed,
        "xl/comments1.xml": comments,
        "xl/drawings/vmlDrawing1.vml": vml,
        TYPES: kinds.replace("<Override", vml_type, 1),
    }


def _thread() -> Parts:
    base = "http://schemas.microsoft.com/office/2017/10/relationships"
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A2" dT="2026-01-01T00:00:00.00" personId="{{1}}" '
        'id="{2}"><text>hej</text></threadedComment></ThreadedComments>'
    )
    noted = _notes()
    listed = str(noted[SHEET_RELATIONS]).replace(
        "</Rel", relation("rId3", f"{base}/threadedComment", "../threadedComments/threadedComment1.xml") + "</Rel"
    )
    return {
        **noted,
        SHEET_RELATIONS: listed,
        "xl/comments1.xml": str(noted["xl/comments1.xml"]).replace("Eva Ek", "tc={2}"),
        "xl/threadedComments/threadedComment1.xml": thread,
    }
