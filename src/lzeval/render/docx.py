"""
Documents as Word files (Word 输出).
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import io
import zipfile
from html import escape
from string import Template
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, assert_never, cast, final

import attrs

from lzeval.render._columns import natural_width
from lzeval.render._drawing import column_widths
from lzeval.report.document import (
    Bullets,
    Figure,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
    lay_out,
)

try:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Length, Twips
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "writing Word files needs python-docx: pip install 'lzeval[docx]'",
        name=error.name,
    ) from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docx.document import Document as Word
    from docx.opc.package import OpcPackage
    from docx.opc.part import XmlPart

    from lzeval.report.document import (
        Align,
        BasicBlock,
        Column,
        Document,
        Slot,
    )

__all__ = ["DocxRenderer"]


def __dir__() -> list[str]:
    return __all__


# Lengths are in twentieths of a point.
_SHORT, _LONG = 11906, 16838  # A4
_CAPTION = 1000  # left free below a picture that fills a page
_MARGINS = (1701, 1418, 1588, 1474)  # top, bottom, left, right
_COLUMN = 105  # of a terminal: half a character of a table
_PADDING = 2  # in such columns, of a cell
_NUMBERING: Final = 2  # the numbering that a list of its own begins anew
_SIGNATURES: Final = 3  # places to sign beside one another
_LABEL_WIDTH: Final = (1, 4)
_STYLE_OF: Mapping[Align, str] = {
    "start": "TableText",
    "center": "TableCentre",
    "end": "TableFigure",
}
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What Word's own template brings along and nothing here needs.
_IDLE = frozenset(
    {
        "customXml",
        "fontTable",
        "stylesWithEffects",
        "theme",
        "thumbnail",
        "webSettings",
    }
)
_EPOCH = (1980, 1, 1, 0, 0, 0)

# Fonts that Word and WPS bring along; the body of Chinese official papers is 仿宋.
_LOOKS: Mapping[str, Mapping[str, str | int]] = {
    "zh-Hans": {
        "title": "宋体",
        "body": "仿宋",
        "head": "黑体",
        "kai": "楷体",
        "table": "宋体",
        "eastern": "zh-CN",
        "size": 32,
        "indent": 200,
        "first": 640,
        "line": 336,
        "after": 0,
    },
    "zh-Hant": {
        "title": "標楷體",
        "body": "新細明體",
        "head": "標楷體",
        "kai": "標楷體",
        "table": "新細明體",
        "eastern": "zh-TW",
        "size": 28,
        "indent": 200,
        "first": 560,
        "line": 336,
        "after": 0,
    },
    "other": {
        "title": "宋体",
        "body": "宋体",
        "head": "黑体",
        "kai": "黑体",
        "table": "宋体",
        "eastern": "zh-CN",
        "size": 24,
        "indent": 0,
        "first": 0,
        "line": 288,
        "after": 120,
    },
}


class _Element(Protocol):
    """What is used here of the elements of lxml, which says nothing of types."""

    tag: str

    def __iter__(self) -> Iterator[_Element]: ...
    def addprevious(self, element: _Element, /) -> None: ...
    def extend(self, elements: Iterable[_Element], /) -> None: ...
    def remove(self, element: _Element, /) -> None: ...
    def set(self, name: str, value: str, /) -> None: ...


class _Extent(Protocol):
    cx: int
    cy: int


class _Picture(_Element, Protocol):
    extent: _Extent
    docPr: _Element  # noqa: N815 - Word's own name


@final
@attrs.frozen(kw_only=True)
class DocxRenderer:
    """
    Write a document as a Word file (Word 输出).

    A4 with page numbers; merged cells are merged, heading rows come again on every
    page, and everything is formatted by styles, which can be changed in Word. The file
    carries no date unless one is given, so the same document gives the same bytes.

    Args:
        author: Whom the file names as its author.
        created: The moment that the file names as its making.

    Examples:
        >>> from lzeval.report.document import Document
        >>> DocxRenderer()(Document(title="报告", blocks=[]))[:2]
        b'PK'
    """

    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    suffix: ClassVar[str] = ".docx"
    binary: ClassVar[bool] = True

    author: str = ""
    created: dt.datetime | None = None

    def __call__(self, document: Document, /) -> bytes:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            A Word file.
        """
        word = docx.Document()
        _strip(word)
        look = _look(document.language)
        _replace(cast("_Element", word.styles.element), _styles(look))
        numbering = cast("_Element", word.part.numbering_part.element)
        _replace(numbering, _numbering(document))
        room = _set_up(word, landscape=document.landscape)
        self._describe(word, document)
        (body,) = cast("_Element", word.element)
        (end,) = body  # the properties of its only section
        for element in _Writer(word, *room).elements(document):
            end.addprevious(element)
        target = io.BytesIO()
        word.save(target)
        return _stable(target)

    def _describe(self, word: Word, document: Document) -> None:
        about = word.core_properties
        about.title = _line(document.title)
        about.subject = _line(document.subtitle)
        about.author = about.last_modified_by = self.author
        about.language = document.language
        about.comments = ""
        if self.created is not None:
            about.created = about.modified = self.created
            return
        for element in _roots(word, "core-properties"):
            for child in list(element):
                if child.tag.rpartition("}")[2] in {"created", "modified"}:
                    element.remove(child)


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _strip(word: Word) -> None:
    """Drop the parts of the template that would only make the file larger."""
    for relations in (word.part.rels, _package(word).rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _IDLE:
                del relations[key]


def _package(word: Word) -> OpcPackage:
    return cast("OpcPackage", word.part.package)


def _roots(word: Word, kind: str) -> Iterator[_Element]:
    """Yield the parts of a kind that the file has besides its text."""
    for relation in _package(word).rels.values():
        if relation.reltype.rpartition("/")[2] == kind:
            yield cast("XmlPart", relation.target_part).element


def _look(language: str) -> str:
    if not language.startswith("zh"):
        return "other"
    return "zh-Hant" if "Hant" in language else "zh-Hans"


@functools.cache
def _styles(look: str) -> str:
    source = importlib.resources.files("lzeval.render") / "docx_styles.xml"
    return Template(source.read_text("utf-8")).substitute(
        _LOOKS[look], latin="Times New Roman", western="en-US", small=21
    )


def _replace(element: _Element, xml: str) -> None:
    """Put other content into an element of the template."""
    for child in list(element):
        element.remove(child)
    element.extend(_parse(xml))


def _parse(xml: str) -> _Element:
    return cast("_Element", parse_xml(xml.encode()))


def _numbering(document: Document) -> str:
    """Define bullets and numbers, and for each numbered list a numbering of its own."""
    ordered = sum(
        isinstance(block, Bullets) and block.ordered
        for block in document.basic_blocks()
    )
    kinds = ((1, "bullet", "•"), (_NUMBERING, "decimal", "%1."))
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="640" w:hanging="440"/></w:pPr></w:lvl></w:abstractNum>'
        for n, kind, text in kinds
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n, _, _ in kinds
    )
    lists = "".join(
        f'<w:num w:numId="{_NUMBERING + n}"><w:abstractNumId w:val="{_NUMBERING}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        "</w:num>"
        for n in range(1, ordered + 1)
    )
    return f'<w:numbering xmlns:w="{_MAIN}">{definitions}{numbers}{lists}</w:numbering>'


def _set_up(word: Word, *, landscape: bool) -> tuple[int, int]:
    """Set paper, margins and page number; give width and height of the text."""
    section = word.sections[0]
    width, height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    top, bottom, left, right = _MARGINS
    if landscape:
        top, bottom, left, right = left, right, bottom, bottom
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.top_margin, section.bottom_margin = Twips(top), Twips(bottom)
    section.left_margin, section.right_margin = Twips(left), Twips(right)
    footer = section.footer
    footer.is_linked_to_previous = False
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    runs = f"{_run('— ')}{number}{_run(' —')}"
    root = cast("_Element", footer.part.element)
    _replace(root, _body(_styled("Footer", runs)))
    return width - left - right, height - top - bottom


def _body(xml: str) -> str:
    return f'<w:body xmlns:w="{_MAIN}">{xml}</w:body>'


def _parsed(xml: str) -> list[_Element]:
    return list(_parse(_body(xml)))


def _run(text: str, *, strong: bool = False) -> str:
    lines = (
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>'
        for line in text.split("\n")
    )
    style = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if strong else ""
    return f"<w:r>{style}{'<w:br/>'.join(lines)}</w:r>"


def _styled(style: str, runs: str, more: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'
    return f"<w:p>{properties}{runs}</w:p>"


def _paragraph(style: str, text: str, *, strong: bool = False) -> str:
    return _styled(style, _run(text, strong=strong) if text else "")


class _Writer:
    """Writes blocks as elements of a Word file."""

    def __init__(self, word: Word, width: int, height: int) -> None:
        self._word = word
        self._width, self._height = width, height
        self._lists = _NUMBERING

    def elements(self, document: Document) -> Iterator[_Element]:
        """Yield the elements; a paragraph stands between tables and after the last."""
        yield from _parsed(_paragraph("Title", document.title))
        if document.subtitle:
            yield from _parsed(_paragraph("Subtitle", document.subtitle))
        after_table = False
        for block in document.basic_blocks(Figure):
            for element in self._block(block):
                is_table = element.tag.endswith("}tbl")
                if is_table and after_table:
                    yield from _parsed(_paragraph("Gap", ""))
                yield element
                after_table = is_table
        if after_table:
            yield from _parsed(_paragraph("Gap", ""))

    def _block(self, block: BasicBlock | Figure) -> Iterable[_Element]:
        if isinstance(block, Figure):
            return self._figure(block)
        return _parsed("".join(self._xml(block)))

    def _xml(self, block: BasicBlock) -> Iterator[str]:
        match block:
            case Heading():
                yield _paragraph(f"Heading{block.level}", block.text)
            case Paragraph():
                style = "Conclusion" if block.strong else "BodyText"
                yield from (_paragraph(style, line) for line in block.text.split("\n"))
            case Note():
                yield _paragraph("Note", block.text)
            case Bullets():
                yield from self._bullets(block)
            case KeyValues():
                yield _pairs(block, self._width)
            case Signature():
                yield _signature(block, self._width)
            case Table():
                if block.caption:
                    yield _paragraph("Caption", block.caption)
                yield _table(block, self._width)
                yield from (_paragraph("Note", note) for note in block.notes)
            case _:
                assert_never(block)

    def _bullets(self, block: Bullets) -> Iterator[str]:
        style, number = "ListBullet", ""
        if block.ordered:
            self._lists += 1
            style = "ListNumber"
            number = f'<w:numPr><w:numId w:val="{self._lists}"/></w:numPr>'
        for item in block.items:
            yield _styled(style, _run(item), number)

    def _figure(self, block: Figure) -> Iterator[_Element]:
        """Place a bitmap that fits on a page, with its words for screen readers."""
        png = block.drawing.png()
        picture = self._picture(png, None)
        size = picture.extent
        widest = Twips(self._width)
        tallest = Twips(self._height - _CAPTION)
        if size.cx > widest or size.cy > tallest:
            fitting = min(widest, tallest * size.cx // size.cy)
            picture = self._picture(png, Length(fitting))
        picture.docPr.set("descr", block.alt)
        (paragraph,) = _parsed(_styled("Picture", "<w:r><w:drawing/></w:r>"))
        (_, run) = paragraph
        (place,) = run
        place.extend([picture])
        yield paragraph
        if block.caption:
            yield from _parsed(_paragraph("FigureCaption", block.caption))

    def _picture(self, png: bytes, width: Length | None) -> _Picture:
        part = self._word.part
        return cast("_Picture", part.new_pic_inline(io.BytesIO(png), width))


def _frame(style: str, widths: Iterable[int], rows: str, caption: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    told = f'<w:tblCaption w:val="{escape(_line(caption))}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{told}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(width: int, content: str, more: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _pairs(block: KeyValues, width: int) -> str:
    share, whole = _LABEL_WIDTH
    widths = (width * share // whole, width - width * share // whole)
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        f"{_cell(widths[0], _paragraph('TableCentre', label))}"
        f"{_cell(widths[1], _paragraph('TableText', text))}</w:tr>"
        for label, text in block.rows
    )
    return _frame("TableGrid", widths, rows) if block.rows else ""


def _signature(block: Signature, width: int) -> str:
    count = min(_SIGNATURES, len(block.rows))
    if not count:
        return ""
    part = width // count
    need = max(natural_width(label) for label, _ in block.rows) + _PADDING
    label_width = min(need * _COLUMN, part * 3 // 5)
    widths = [label_width, part - label_width] * count
    line = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0"/></w:tcBorders>'
    rows = ""
    for start in range(0, len(block.rows), count):
        cells = ""
        for n in range(count):
            label, text = (*block.rows, *[("", "")] * count)[start + n]
            cells += _cell(widths[0], _paragraph("TableSign", label))
            content = _paragraph("TableSign", text)
            cells += _cell(widths[1], content, line if label else "")
        rows += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    return _frame("SignatureTable", widths, rows)


def _table(table: Table, width: int) -> str:
    widths = _widths(table, width)
    rows = "".join(
        _row(slots, r, table.columns, widths, heading=heading)
        for rows, heading in (
            (table.header, True),
            (table.rows, False),
            (table.footer, False),
        )
        for r, slots in enumerate(lay_out(rows, len(table.columns)))
    )
    return _frame("TableGrid", widths, rows, table.caption)


def _widths(table: Table, width: int) -> list[int]:
    """Share out the width of the text by what the columns hold."""
    count = len(table.columns)
    space = width // _COLUMN - _PADDING * count
    needs = [n + _PADDING for n in column_widths(table, space, _PADDING)]
    widths = [need * width // sum(needs) for need in needs]
    widths[0] += width - sum(widths)
    return widths


def _row(
    slots: Iterable[Slot],
    r: int,
    columns: tuple[Column, ...],
    widths: list[int],
    *,
    heading: bool,
) -> str:
    cells = ""
    for c, slot in enumerate(slots):
        if slot.column != c:
            continue  # merged with the cell to its left
        cell = slot.cell
        more = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        if cell.rowspan > 1:
            more += f'<w:vMerge w:val="{"restart" if slot.row == r else "continue"}"/>'
        style = _STYLE_OF[cell.align or columns[c].align]
        if heading:
            style = "TableHead"
        elif cell.header:
            style = "TableCentre"
        text = cell.text if slot.row == r else ""
        content = _paragraph(style, text, strong=cell.strong and not heading)
        cells += _cell(sum(widths[c : c + cell.colspan]), content, more)
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _stable(source: io.BytesIO) -> bytes:
    """Pack the file anew without the time of its making."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as packed:
        for item in given.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            packed.writestr(entry, given.read(item.filename))
    return target.getvalue()
