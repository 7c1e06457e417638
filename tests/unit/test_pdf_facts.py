"""Title, author and date in a PDF that is written anew: found by its table of objects."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timezone
from pathlib import Path

import pytest

from amis_qgis_plugin.packages.as_written import LeftAsWritten
from amis_qgis_plugin.packages.pdf_facts import PdfFacts, stamp_pdf

FACTS = PdfFacts(
    "Tembaga – ທອງແດງ (Cu)", "AMIS Explorer", datetime(2025, 3, 4, tzinfo=timezone.utc)
)


def small_pdf(created: str, swapped: bool = False) -> bytes:
    """Return a PDF as Qt writes them, with one page that holds nothing.

    :param swapped: whether the two fonts come in the other order.
    """
    fonts = [(b"OpenSans", b"A font (1 0 R)"), (b"OpenSans-Bold", b"Another endobj 2 0 R")]
    order = (6, 5) if swapped else (5, 6)
    parts = [
        b"1 0 obj\n<<\n/Title (a \\) stream\n)\n/CreationDate (%b)\n>>\nendobj\n"
        % created.encode("ascii"),
        b"2 0 obj\n<< /Type /Catalog /Pages 3 0 R\n/Metadata 9 0 R >>\nendobj\n",
        b"3 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n",
        b"4 0 obj\n<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842]\n"
        b"/Fonts [%d 0 R %d 0 R] >>\nendobj\n" % order,
    ]
    for number, (name, data) in zip(sorted(order), reversed(fonts) if swapped else fonts):
        tag = b"QABAAA" if number == 5 else b"QGBAAA"
        parts.append(
            b"%d 0 obj\n<< /FontName /%b+%b /Length %d 0 R >>\nstream\n%b\nendstream\nendobj\n"
            % (number, tag, name, number + 2, data)
        )
    for number, (_name, data) in zip((7, 8), reversed(fonts) if swapped else fonts):
        parts.append(b"%d 0 obj\n%d\nendobj\n" % (number, len(data)))
    xmp = b'DocumentID="uuid:%b"' % str(uuid.uuid4()).encode("ascii")
    parts.append(b"9 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(xmp), xmp))
    body, offsets = b"%PDF-1.4\n", []
    for part in parts:
        offsets.append(len(body))
        body += part
    table = "xref\n0 10\n0000000000 65535 f \n" + "".join(
        f"{one:010d} 00000 n \n" for one in offsets
    )
    end = f"trailer\n<<\n/Size 10\n/Info 1 0 R\n/Root 2 0 R\n>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + table.encode("ascii") + end.encode("ascii")


@pytest.fixture
def stamped(tmp_path: Path) -> bytes:
    path = tmp_path / "a.pdf"
    path.write_bytes(small_pdf("D:20261126101530+07'00'"))
    stamp_pdf(path, FACTS)
    return path.read_bytes()


def objects_of(data: bytes) -> dict[int, bytes]:
    """Return what the table of objects leads to."""
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    table = re.match(
        rb"xref\n0 (\d+)\n0{10} 65535 f \n((?:\d{10} 00000 n \n)+)trailer", data[start:]
    )
    assert table is not None
    found = {}
    for number, offset in enumerate(re.findall(rb"(\d{10}) 00000", table.group(2)), 1):
        there = data[int(offset) :]
        assert there.startswith(b"%d 0 obj" % number)
        found[number] = there.partition(b"endobj\n")[0]
    assert int(table.group(1)) == len(found) + 1
    return found


def test_the_table_leads_to_the_facts(stamped: bytes) -> None:
    info = re.search(rb"/Info (\d+) 0 R", stamped)
    assert info is not None
    entry = objects_of(stamped)[int(info.group(1))]
    title = re.search(rb"/Title <FEFF([0-9A-F]+)>", entry)
    assert title is not None
    assert bytes.fromhex(title.group(1).decode()).decode("utf-16-be") == FACTS.title
    assert b"(D:20250304000000Z)" in entry


def test_every_object_is_still_found(stamped: bytes) -> None:
    found = objects_of(stamped)
    root = re.search(rb"/Root (\d+) 0 R", stamped)
    assert root is not None
    pages = re.search(rb"/Pages (\d+) 0 R", found[int(root.group(1))])
    assert pages is not None
    page = re.search(rb"/Kids \[(\d+) 0 R\]", found[int(pages.group(1))])
    assert page is not None
    fonts = re.search(rb"/Fonts \[(\d+) 0 R (\d+) 0 R\]", found[int(page.group(1))])
    assert fonts is not None
    for number, name in zip(
        map(int, fonts.groups()), (b"AAAAAA+OpenSans ", b"AAAAAB+OpenSans-Bold ")
    ):
        length = re.search(rb"/Length (\d+) 0 R", found[number])
        assert name in found[number] and length is not None
        assert found[int(length.group(1))].split()[-1].isdigit()


def test_streams_are_as_they_were(stamped: bytes) -> None:
    assert b"stream\nA font (1 0 R)\nendstream" in stamped
    assert b"stream\nAnother endobj 2 0 R\nendstream" in stamped


def test_no_other_date_and_no_random_id_is_left(stamped: bytes) -> None:
    assert re.findall(rb"D:(\d{14})", stamped) == [b"20250304000000"]
    assert b"uuid" not in stamped


def test_the_hour_and_the_order_of_fonts_make_no_difference(tmp_path: Path) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path, created in zip(files, ("D:20261126101530+07'00'", "D:20270101000000-11'00'")):
        path.write_bytes(small_pdf(created, swapped=path is files[1]))
        stamp_pdf(path, FACTS)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_stamping_again_changes_nothing(stamped: bytes, tmp_path: Path) -> None:
    path = tmp_path / "again.pdf"
    path.write_bytes(stamped)
    stamp_pdf(path, FACTS)
    assert path.read_bytes() == stamped


def test_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no PDF at all")
    with pytest.raises(LeftAsWritten) as caught:
        stamp_pdf(path, FACTS)
    assert caught.value.subject == "a.pdf" and caught.value.hint
    assert "a.pdf stays as QGIS wrote it" in caught.value.finding.message
    assert path.read_bytes() == b"no PDF at all"


@pytest.mark.parametrize("entry", [b"/Encrypt 5 0 R", b"/Prev 17", b"/XRefStm 17"])
def test_what_is_locked_or_has_older_tables_is_left_alone(tmp_path: Path, entry: bytes) -> None:
    path = tmp_path / "a.pdf"
    before = small_pdf("D:20261126101530Z").replace(b"/Info 1 0 R", b"/Info 1 0 R\n" + entry)
    path.write_bytes(before)
    with pytest.raises(LeftAsWritten):
        stamp_pdf(path, FACTS)
    assert path.read_bytes() == before


def test_a_number_that_no_object_has_is_passed_over(stamped: bytes, tmp_path: Path) -> None:
    """Qt takes numbers in advance; one that it then does not use has the place 0."""
    path = tmp_path / "a.pdf"
    before = small_pdf("D:20261126101530Z")
    entry = b"0000000000 00000 n \ntrailer\n<<\n/Size 11"
    path.write_bytes(
        before.replace(b"trailer\n<<\n/Size 10", entry).replace(b"xref\n0 10", b"xref\n0 11")
    )
    stamp_pdf(path, FACTS)
    assert path.read_bytes() == stamped
