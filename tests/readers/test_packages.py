"""Archives are looked at as a whole before any part of them is used."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Limits, Package, is_package

if TYPE_CHECKING:
    from conftest import Zip

PARTS = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<d>项目</d>"}


def refusal(data: bytes, limits: Limits | None = None) -> str:
    """Give the one problem of an archive."""
    with pytest.raises(InvalidFileError) as caught:
        Package.of(data, limits).check(limits)
    (problem,) = caught.value.problems
    return str(problem)


def test_parts_are_given_by_their_names(zipped: Zip) -> None:
    """A package is a mapping, in the order of the archive."""
    data = zipped(PARTS)
    package = Package.of(data)
    package.check()
    assert is_package(data)
    assert PARTS == {name: part.decode() for name, part in package.items()}
    assert 2 == len(package)
    assert list(PARTS) == [entry.filename for entry in package.entries]


def test_stored_parts_are_read() -> None:
    """A part may lie in the archive as it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    package = Package.of(made.getvalue())
    assert package["mimetype"].endswith(b"spreadsheet")


@pytest.mark.parametrize(
    "name", ["../a.xml", "/a.xml", "a/../b", "a\\b", "C:a", "a\tb"]
)
def test_paths_out_of_the_archive_are_refused(zipped: Zip, name: str) -> None:
    """Nothing is ever unpacked to disk; such a name shows bad intent all the same."""
    assert "a path out of the archive" in refusal(zipped({name: "x"}))


def test_two_parts_of_one_name_are_refused() -> None:
    """Libraries disagree on which of them counts."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/Workbook.xml", "<b/>")
    assert "xl/Workbook.xml: two parts of one name" == refusal(made.getvalue())


def test_a_bomb_is_refused_by_its_ratio(zipped: Zip) -> None:
    """Ten kilobytes that would become ten megabytes are not unpacked."""
    found = refusal(zipped({"xl/sharedStrings.xml": bytes(10 << 20)}))
    assert "times larger unpacked; at most 200 times is read" in found


def test_many_small_bombs_are_refused_together(zipped: Zip) -> None:
    """What each part may do, all of them together may not."""
    parts = {f"{number}.bin": bytes(1 << 20) for number in range(20)}
    assert "times larger unpacked; at most 200 times is read" in refusal(zipped(parts))


def test_a_large_archive_is_refused_by_its_size() -> None:
    """What is not packed at all has no ratio to show."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.bin", bytes(2_000))
    found = refusal(made.getvalue(), Limits(unpacked_bytes=1_000))
    assert "2000 bytes unpacked; at most 1000 are read" == found


def test_a_part_longer_than_it_says_is_refused(zipped: Zip) -> None:
    """A directory that lies about the size of a part is found out."""
    data = bytearray(zipped({"a.xml": "<a>" + "x" * 5_000 + "</a>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    assert "a.xml: damaged: not as long as the archive says" == refusal(bytes(data))


def test_parts_over_each_other_are_refused(zipped: Zip) -> None:
    """One packed part that many entries point to would be a bomb without a ratio."""
    data = bytearray(zipped({"a.xml": "<a/>", "b.xml": "<b/>"}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 1)
    assert "over each other" in refusal(bytes(data)) or "cut off" in refusal(
        bytes(data)
    )


def test_too_many_parts_are_refused(zipped: Zip) -> None:
    """They are counted before the directory is read."""
    data = zipped({f"{number}.xml": "" for number in range(30)})
    assert "more than 20 parts" in refusal(data, Limits(members=20))


def test_locked_parts_are_refused(zipped: Zip) -> None:
    """A password is said to be one."""
    data = bytearray(zipped({"a.xml": "<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "a.xml: locked with a password" == refusal(bytes(data))


def test_other_ways_of_packing_are_refused() -> None:
    """LZMA may ask for gigabytes to unpack a few bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")
    assert "a.xml: packed by method 14, not deflated" == refusal(made.getvalue())


def test_links_are_refused() -> None:
    """A part that is a symbolic link points out of the archive."""
    made = io.BytesIO()
    link = zipfile.ZipInfo("a.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "a.xml: a link instead of a part" == refusal(made.getvalue())


@pytest.mark.parametrize("name", ["a.xml", "b.xml", "_rels/c.rels"])
def test_entities_are_refused_in_every_part(zipped: Zip, name: str) -> None:
    """A billion laughs, a quadratic blow-up and an external entity need one."""
    laughs = '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    assert f"{name}, line 1: a document type" in refusal(zipped({name: laughs}))
    wide = laughs.encode("utf-16")
    assert f"{name}, line 1: a document type" in refusal(zipped({name: wide}))


def test_deep_xml_is_refused(zipped: Zip) -> None:
    """Whatever goes down element by element would go down too far."""
    deep = "<a>" * 5_000 + "</a>" * 5_000
    assert "elements more than 100 deep" in refusal(zipped({"a.xml": deep}))


def test_endless_xml_is_refused(zipped: Zip) -> None:
    """Elements are counted over all parts."""
    parts = {f"{part}.xml": f"<a>{'<b/>' * 60}</a>" for part in range(2)}
    assert "1.xml, line 1: more than 100 elements" == refusal(
        zipped(parts), Limits(elements=100)
    )


def test_broken_xml_is_refused(zipped: Zip) -> None:
    """The place says the part and the line."""
    found = refusal(zipped({"a.xml": "<a>\n<b></a>"}))
    assert "a.xml, line 2: no well-formed XML: mismatched tag" == found


def test_strange_encodings_of_xml_are_refused(zipped: Zip) -> None:
    """XML in an encoding that no office writes is not read."""
    strange = b'<?xml version="1.0" encoding="utf-7"?><a/>'
    assert "a.xml" in refusal(zipped({"a.xml": strange}))


def test_an_archive_cut_off_anywhere_is_refused(zipped: Zip) -> None:
    """Whatever is missing, the error says that the archive is not whole."""
    data = zipped(PARTS)
    for size in range(4, len(data), 7):
        assert "cut off" in refusal(data[:size])


def test_a_damaged_archive_is_refused(zipped: Zip) -> None:
    """Whichever byte of the packed parts is changed, the part is named."""
    data = zipped({"a.xml": "<a>" + "项目" * 50 + "</a>"})
    for at in range(36, 54):
        changed = bytearray(data)
        changed[at] ^= 0x55
        assert refusal(bytes(changed)).startswith("a.xml: damaged: ")
