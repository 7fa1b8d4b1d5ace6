"""Numbers in workbooks are read as their cells show them."""

from __future__ import annotations

import pytest

from lzeval.readers.number_formats import BUILT_IN, shown


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("0.79920000000000002", "0.00%", "79.92%"),
        ("0.1", "0.###%", "10%"),
        ("12.5", "", "12.5"),
        ("100.0", "General", "100"),
        ("96.000000000000014", "", "96"),
        ("0.30000000000000004", "General", "0.3"),
        ("5.8706666666666663", "", "5.87066666666667"),
        ("85.304999999999993", "0.00", "85.31"),
        ("95.999999999999986", "0%", "9600%"),
        ("1e-7", "", "0.0000001"),
        ("1E+20", "General", "100000000000000000000"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("1234567.5", BUILT_IN[3], "1,234,568"),
        ("12345678", '0.00,,"百万"', "12.35百万"),
        ("2.5", "0.##", "2.5"),
        ("2", "0.##", "2"),
        ("5123", 'General"人"', "5123人"),
        ("50", '"≥"0"个"', "≥50个"),
        ("50", r"\≥0\个", "≥50个"),
        ("-3.456", "0.0", "-3.5"),
        ("-3.4", "0.00_);(0.00)", "(3.40)"),
        ("0", '0;-0;"—"', "—"),
        ("7", "[Red]0.0", "7.0"),
        ("2.5", "0", "3"),
        ("0.5", "# ?/?", "0.5"),
        ("1234", "0.0E+00", "1234"),
        ("7", "@", "7"),
        ("44926", 'yyyy"年"m"月"d"日"', "2022年12月31日"),
        ("44926", BUILT_IN[57], "2022年12月"),
        ("44926.5", "yyyy-mm-dd hh:mm", "2022-12-31 12:00"),
        ("0.25", "h:mm AM/PM", "6:00 AM"),
        ("44926.75", "yy/m/d h:mm:ss am/pm", "22/12/31 18:00:00 PM"),
        ("43464", "[$-804]yyyy/mm/dd;@", "2018/12/30"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("1e300", "yyyy-mm-dd", f"1{'0' * 300}"),
        ("1e300", "0.00", f"1{'0' * 300}"),
        ("nan", "0.00", "nan"),
        ("abc", "0.00", "abc"),
        ("", "0.00", ""),
    ],
)
def test_shown(text: str, code: str, expected: str) -> None:
    """A number is written with the decimals, words and dates of its format."""
    assert expected == shown(text, code)


def test_days_from_1904() -> None:
    """A workbook that was begun on an old Mac counts its days from 1904."""
    assert "2022-12-31" == shown("43464", "yyyy-mm-dd", mac=True)
