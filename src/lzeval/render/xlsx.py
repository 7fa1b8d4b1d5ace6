# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
"""
Documents as workbooks whose figures follow from one another (Excel 输出).
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, final

import attrs

from lzeval.l10n import Words, words_for
from lzeval.render._formulas import Addresses, column_name, formula
from lzeval.render._sheets import Look, Page, Place, pages_of
from lzeval.report.live import Computed, Entry
from lzeval.report.wording import DASH

try:
    import xlsxwriter
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "writing Excel files needs XlsxWriter: pip install 'lzeval[xlsx]'",
        name=error.name,
    ) from error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from lzeval.report.document import Align, Document
    from lzeval.report.live import Live, Value

__all__ = ["XlsxRenderer"]


def __dir__() -> list[str]:
    return __all__


_CREATED = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed mark, at no place on earth
_FILL, _SHADE, _LINK = "#FFF9DB", "#F0F2F5", "#1F5FA8"
_LIST = _MESSAGE = 255  # characters that a validation takes
_TITLE = 32
_FORMULA = 8192


@final
@attrs.frozen
class XlsxRenderer:
    """
    Write a document as a workbook (Excel 输出).

    A form is one sheet, laid out for A4; a report has its text on the first sheet and
    each table on one of its own. Cells that may be filled in are unlocked and checked;
    scores, sums, rates and grades are formulas over them. The sheets are protected
    without a password, against slips. No text becomes a formula, and nothing is loaded
    from elsewhere. A text beyond 32,000 characters is cut, and ends in an ellipsis.

    Examples:
        >>> from lzeval.report.document import Document, Paragraph
        >>> book = XlsxRenderer()(Document(title="报告", blocks=[Paragraph("1+1")]))
        >>> book[:2]
        b'PK'
    """

    media_type: ClassVar[str] = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    suffix: ClassVar[str] = ".xlsx"
    binary: ClassVar[bool] = True
    live: ClassVar[bool] = True

    def __call__(self, document: Document, /) -> bytes:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            A workbook with the values that its formulas have as things stand.
        """
        stream = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        book = xlsxwriter.Workbook(stream, options)
        title = document.title.replace("\n", " ")
        book.set_properties({"title": title[:_LIST], "created": _CREATED})
        locale, _, _ = document.locale.partition("+")
        words = words_for(locale)
        styles = _Styles(book, words)
        pages = pages_of(document, words)
        addresses = {
            key: address for page in pages for key, address in page.addresses.items()
        }
        for page in pages:
            _write(book.add_worksheet(page.name), page, styles, addresses)
        book.close()
        return stream.getvalue()


_LOOKS: Mapping[Look, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "subtitle": {"align": "center"},
    "heading": {"bold": True, "font_size": 13},
    "text": {},
    "strong": {"bold": True},
    "note": {"font_size": 9, "font_color": "#555555"},
    "caption": {"bold": True, "align": "center"},
    "label": {"bold": True, "border": 1, "bg_color": _SHADE},
    "value": {"border": 1},
    "column": {"bold": True, "border": 1, "bg_color": _SHADE},
    "row": {"bold": True, "border": 1},
    "cell": {"border": 1},
    "sum": {"bold": True, "border": 1},
    "link": {"font_size": 9, "font_color": _LINK},
}
_ALIGNS: Mapping[Align, str] = {"start": "left", "center": "center", "end": "right"}


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook, words: Words) -> None:
        self.words = words
        self._book = book
        chinese = words.locale.startswith("zh")
        self._font = "宋体" if chinese else "Arial"
        self._date = 'yyyy"年"m"月"d"日"' if chinese else "yyyy-mm-dd"
        self._made: dict[tuple[object, ...], Format] = {}

    def of(self, place: Place) -> Format:
        """Give the format of a cell."""
        live = place.live
        number = "General" if live is None else self._number(live)
        filled = isinstance(live, Entry)
        key = (place.look, place.align, number, filled)
        if key not in self._made:
            given: dict[str, object] = {
                "font_name": self._font,
                "font_size": 10.5,
                "valign": "vcenter",
                "text_wrap": True,
                "num_format": number,
            }
            if place.look in {"column", "row", "cell", "sum"}:
                given["align"] = _ALIGNS[place.align]
                given["indent"] = int(place.align != "center")
            given |= _LOOKS[place.look]
            if filled:
                given |= {"locked": False, "bg_color": _FILL}
            self._made[key] = self._book.add_format(given)
        return self._made[key]

    def _number(self, live: Live) -> str:
        match live.shape:
            case "percent":
                return "0.00%"
            case "date":
                return self._date
            case _ if isinstance(live, Entry) and live.unit:
                unit = live.unit.replace('"', "")
                return f'General"{unit}"'
            case _:
                return "General"


def _write(sheet: Worksheet, page: Page, styles: _Styles, addresses: Addresses) -> None:
    for place in page.places:
        style = styles.of(place)
        if place.rows > 1 or place.columns > 1:
            last = place.row + place.rows - 1, place.column + place.columns - 1
            sheet.merge_range(place.row, place.column, *last, "", style)
        _fill(sheet, page, place, style, addresses)
        if isinstance(place.live, Entry):
            _check(sheet, place, place.live, styles.words)
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    for row, height in enumerate(page.heights):
        sheet.set_row(row, height)
    for picture in page.pictures:
        options = {
            "image_data": io.BytesIO(picture.png),
            "description": picture.words,
            "x_scale": picture.scale,
            "y_scale": picture.scale,
        }
        sheet.insert_image(picture.row, 0, "chart.png", options)
    _set_up(sheet, page)


def _fill(
    sheet: Worksheet, page: Page, place: Place, style: Format, addresses: Addresses
) -> None:
    at, live = (place.row, place.column), place.live
    match live:
        case Entry(value=None):
            sheet.write_blank(*at, None, style)
        case (
            Entry(value=Fraction() as value)
            | Computed(working=Decimal(), value=Fraction() as value)
        ):
            sheet.write_number(*at, float(value), style)
        case Computed():
            text = "=" + formula(live.working, page.name, addresses)
            if len(text) > _FORMULA:  # better no figure than a file that will not open
                sheet.write_string(*at, DASH, style)
                return
            sheet.write_formula(*at, text, style, _cached(live.value))  # pyright: ignore[reportArgumentType]
        case Entry(value=str() as text):
            sheet.write_string(*at, text, style)
        case _:
            sheet.write_string(*at, place.text, style)


def _cached(value: Value) -> float | str:
    return float(value) if isinstance(value, Fraction) else value or ""


def _check(sheet: Worksheet, place: Place, entry: Entry, words: Words) -> None:
    """Let nothing be filled in that cannot be computed with."""
    here = f"{column_name(place.column)}{place.row + 1}"
    low, high = (format(end, "f") for end in (entry.low, entry.high))
    if entry.choices:
        rule: dict[str, object] = {"validate": "list", "source": [*entry.choices]}
        said = words("从列表中选择。")
    elif entry.shape == "date":
        within = f"AND(ISNUMBER({here}),{here}>={low},{here}<={high})"
        rule = {"validate": "custom", "value": f"={within}"}
        said = words("填写完成日期。")
    else:
        digits = f"ROUND({here},{entry.digits})={here}"
        within = f"AND(ISNUMBER({here}),{here}>={low},{here}<={high},{digits})"
        rule = {"validate": "custom", "value": f"={within}"}
        said = words(
            "填写{low}至{high}的数，最多{digits}位小数。",
            low=words.number(entry.low),
            high=words.number(entry.high),
            digits=entry.digits,
        )
        if entry.unit:
            said = words("{said}单位：{unit}。", said=said, unit=entry.unit)
    message = f"{said}\n{entry.note}" if entry.note else said
    rule |= {
        "input_title": words("可以填写")[:_TITLE],
        "input_message": message[:_MESSAGE],
        "error_title": words("不能这样填写")[:_TITLE],
        "error_message": said[:_MESSAGE],
    }
    sheet.data_validation(place.row, place.column, place.row, place.column, rule)


def _set_up(sheet: Worksheet, page: Page) -> None:
    """Make it print on A4, a page wide, with the heading of its table on each page."""
    sheet.set_paper(9)
    if page.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    rows = len(page.heights) if page.printed is None else page.printed
    sheet.print_area(0, 0, rows - 1, len(page.widths) - 1)
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)
    if page.repeated is not None:
        sheet.repeat_rows(*page.repeated)
        if page.single:
            sheet.freeze_panes(page.repeated[1] + 1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
