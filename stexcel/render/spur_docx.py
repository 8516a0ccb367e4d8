"""The action plan as a document of Word, in the form that the inspection body uses. Same inspection, same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from stexcel.own_results import MARK
from stexcel.regelverk import load_spur
from stexcel.render.excel_sheet import plain
from stexcel.render.spur_words import NO_PLAN, PLAN_LEAD, PLAN_TITLE, UNKNOWN, kinds, people, plan_status, unit_name
from stexcel.spur.model import Inspection, PlanRow

HEADINGS = (
    "Kriterium",
    "Planerad åtgärd",
    "Datum då åtgärden ska vara klar",
    "Ansvarig",
    "Datum för uppföljning",
    "Ansvarig för uppföljning",
)
"""The columns of the inspection body's form."""
_WIDTHS = (7.6, 6.6, 2.5, 3.7, 2.6, 3.7)
"""In centimetres; all of them fill A4 on its side between the margins."""
_MARGIN = 1.5
_A4 = (Cm(29.7), Cm(21.0))
_FONT, _INK, _HEAD_FILL = "Arial", RGBColor(0x23, 0x40, 0x5C), "23405C"
_SIGNATURE = 45
"""Letters of a line to sign on."""
_NO_DATE = "datum saknas"
_NOBODY = "ansvarig saknas"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the first that a zip can have."""
_GAP = Pt(3)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_PROPERTY = 255


def render_plan_docx(inspection: Inspection) -> bytes:
    """The document as bytes."""
    document = Document()
    _without_thumbnail(document)
    _properties(document, inspection)
    _styles(document)
    _page(document, inspection)
    _heading(document, inspection)
    if not inspection.plan:
        document.add_paragraph(NO_PLAN)
    for section, rows in groupby(sorted(inspection.plan, key=lambda row: row.section), key=lambda row: row.section):
        document.add_heading(f"{section} {load_spur().sections[section].title}", level=1)
        _table(document, list(rows))
    _signatures(document, inspection)
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _timeless(package: bytes) -> bytes:
    """The same package with the same date on every part of it."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            entry = ZipInfo(part.filename, _OLDEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(part))
    return out.getvalue()


def _without_thumbnail(document: WordDocument) -> None:
    """The library's own empty document brings a picture of itself."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _properties(document: WordDocument, inspection: Inspection) -> None:
    told = document.core_properties
    when = datetime.combine(inspection.day, time(), UTC)
    told.title = _clean(f"{PLAN_TITLE} {unit_name(inspection)}")[:_LONGEST_PROPERTY]
    told.subject = "Förslag till åtgärder efter genomgång av SPUR-kriterierna"
    told.author = told.last_modified_by = "stexcel"
    told.category, told.language, told.keywords = MARK, "sv-SE", ""
    told.comments = _clean(f"Skapad med stexcel {inspection.version}")
    told.created = told.modified = when
    told.revision = 1


def _styles(document: WordDocument) -> None:
    for name, size, above in (("Normal", 9.5, 0), ("Title", 20, 0), ("Heading 1", 13, 14), ("Heading 2", 11, 14)):
        style = _style(document, name)
        style.font.name, style.font.size = _FONT, Pt(size)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for key in list(fonts.attrib):
            if str(key).endswith("Theme"):
                del fonts.attrib[key]
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), _FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(4)
        style.paragraph_format.line_spacing = 1.1
        if name != "Normal":
            style.font.color.rgb, style.font.bold = _INK, True
            style.paragraph_format.keep_with_next = True
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")


def _clean(text: str) -> str:
    """The text without what no file in XML can hold."""
    return _NOT_IN_XML.sub(" ", plain(text))


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle), name
    return style


def _page(document: WordDocument, inspection: Inspection) -> None:
    """A4 on its side, with the unit above and the number of the page below."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(1.8)
    section.header_distance = section.footer_distance = Cm(0.8)
    right = Emu(_A4[0] - 2 * Cm(_MARGIN))
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    for name in ("Header", "Footer"):
        stops = _style(document, name).paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    above.add_run(f"{PLAN_TITLE}, {_clean(unit_name(inspection))}\t{inspection.day}")
    below.add_run(f"stexcel {inspection.version}\tSida ")
    _field(below, "PAGE")
    below.add_run(" av ")
    _field(below, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _heading(document: WordDocument, inspection: Inspection) -> None:
    document.add_paragraph(f"{PLAN_TITLE}: {_clean(unit_name(inspection))}", style="Title")
    facts = (
        ("Verksamhetschef", inspection.head or UNKNOWN),
        ("Studierektor", inspection.studierektor or UNKNOWN),
        ("ST-läkare", people(inspection)),
        ("Underlaget gäller", str(inspection.day)),
    )
    for name, value in facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(_clean(value))
    document.add_paragraph(PLAN_LEAD).paragraph_format.space_before = Pt(6)
    for remark in inspection.remarks:
        paragraph = document.add_paragraph()
        paragraph.add_run("Obs: ").bold = True
        paragraph.add_run(_clean(remark))


def _table(document: WordDocument, rows: Sequence[PlanRow]) -> None:
    table = document.add_table(1, len(HEADINGS), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        _shade(cell, _HEAD_FILL)
        run = cell.paragraphs[0].add_run(heading)
        run.bold, run.font.color.rgb = True, RGBColor(0xFF, 0xFF, 0xFF)
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        _fill(table.add_row().cells, row)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for drawn in table.rows:
        _mark(drawn, "w:cantSplit")
        for cell, width in zip(drawn.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _mark(row: _Row, name: str) -> None:
    """That a row is repeated on every page, or never broken between two."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cells: Iterable[_Cell], row: PlanRow) -> None:
    criterion, action, due, who, follow_up, by = cells
    _criterion(criterion, row)
    stands = plan_status(row)
    _lines(action, [row.action, f"Avslutas när: {row.condition_text}", f"Läge: {stands}" if stands else ""])
    _lines(due, [_day(row.due)])
    _lines(who, [row.responsible or _NOBODY])
    _lines(follow_up, [_day(row.follow_up)])
    _lines(by, [row.follow_up_by or _NOBODY])


def _criterion(cell: _Cell, row: PlanRow) -> None:
    """What the criterion is called, under which regulations, what is wrong and whom it concerns."""
    criterion = load_spur().criteria[row.criterion]
    heading = cell.paragraphs[0]
    heading.paragraph_format.space_before = heading.paragraph_format.space_after = _GAP
    heading.add_run(f"{row.criterion} {criterion.title}").bold = True
    told = [kinds(criterion, row.regulations), row.problem]
    if row.doctors:
        told.append(f"Berörda: {', '.join(row.doctors)}")
    for text in filter(None, told):
        _paragraph(cell, text)


def _day(day: date | None) -> str:
    return str(day) if day else _NO_DATE


def _lines(cell: _Cell, texts: Iterable[str]) -> None:
    first, *more = filter(None, texts)
    told = cell.paragraphs[0]
    told.add_run(_clean(first))
    told.paragraph_format.space_before = told.paragraph_format.space_after = _GAP
    for text in more:
        _paragraph(cell, text)


def _paragraph(cell: _Cell, text: str) -> None:
    paragraph = cell.add_paragraph(_clean(text))
    paragraph.paragraph_format.space_after = _GAP


def _shade(cell: _Cell, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _signatures(document: WordDocument, inspection: Inspection) -> None:
    """Lines for those who answer for the plan; the table keeps each line with its name."""
    document.add_heading("Underskrifter", level=2)
    table = document.add_table(0, 2)
    table.autofit = False
    for role, name in (("Verksamhetschef", inspection.head), ("Studierektor", inspection.studierektor)):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        for cell, text in zip(row.cells, (f"{role}{f': {name}' if name else ''}", "Ort och datum"), strict=True):
            line, below = cell.paragraphs[0], cell.add_paragraph(_clean(text))
            line.paragraph_format.space_before = Pt(22)
            line.add_run("_" * _SIGNATURE)
            line.paragraph_format.keep_with_next = below.paragraph_format.keep_with_next = True
