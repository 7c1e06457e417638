"""Title, author and date in a PDF: written behind it, found by its newest table of objects."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path

import pytest

from amis_qgis_plugin.core.errors import PackageError
from amis_qgis_plugin.packages.pdf_facts import PdfFacts, stamp_pdf

FACTS = PdfFacts(
    "Tembaga – ທອງແດງ (Cu)", "AMIS Explorer", datetime(2025, 3, 4, tzinfo=timezone.utc)
)


def small_pdf(created: str) -> bytes:
    """Return a PDF as Qt writes them, with one page that holds nothing."""
    parts = [
        f"1 0 obj\n<<\n/Title ()\n/CreationDate ({created})\n>>\nendobj\n",
        "2 0 obj\n<< /Type /Catalog /Pages 3 0 R >>\nendobj\n",
        "3 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n",
        "4 0 obj\n<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] >>\nendobj\n",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for part in parts:
        offsets.append(len(body))
        body += part.encode("ascii")
    table = "xref\n0 5\n0000000000 65535 f \n" + "".join(
        f"{one:010d} 00000 n \n" for one in offsets
    )
    end = f"trailer\n<<\n/Size 5\n/Info 1 0 R\n/Root 2 0 R\n>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + table.encode("ascii") + end.encode("ascii")


@pytest.fixture
def stamped(tmp_path: Path) -> bytes:
    path = tmp_path / "a.pdf"
    path.write_bytes(small_pdf("D:20261126101530+07'00'"))
    stamp_pdf(path, FACTS)
    return path.read_bytes()


def test_the_newest_table_leads_to_the_facts(stamped: bytes) -> None:
    start = int(re.findall(rb"startxref\s+(\d+)", stamped)[-1])
    table = re.match(rb"xref\n1 1\n(\d{10}) 00000 n \ntrailer", stamped[start:])
    assert table is not None
    entry = stamped[int(table.group(1)) :].partition(b"endobj")[0]
    assert entry.startswith(b"1 0 obj")
    title = re.search(rb"/Title <FEFF([0-9A-F]+)>", entry)
    assert title is not None
    assert bytes.fromhex(title.group(1).decode()).decode("utf-16-be") == FACTS.title
    assert b"(D:20250304000000Z)" in entry


def test_the_older_table_is_still_there_and_in_place(stamped: bytes) -> None:
    before = int(re.findall(rb"/Prev (\d+)", stamped)[-1])
    assert stamped[before:].startswith(b"xref\n0 5")
    for offset in re.findall(rb"(\d{10}) 00000 n ", stamped[before:]):
        assert re.match(rb"\d 0 obj", stamped[int(offset) :])


def test_no_other_date_is_left(stamped: bytes) -> None:
    assert re.findall(rb"D:(\d{14})", stamped) == [b"20250304000000"] * 2
    assert b"20261126" not in stamped


def test_the_hour_of_writing_makes_no_difference(tmp_path: Path) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path, created in zip(files, ("D:20261126101530+07'00'", "D:20270101000000-11'00'")):
        path.write_bytes(small_pdf(created))
        stamp_pdf(path, FACTS)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no PDF at all")
    with pytest.raises(PackageError) as caught:
        stamp_pdf(path, FACTS)
    assert caught.value.subject == "a.pdf" and caught.value.hint
    assert path.read_bytes() == b"no PDF at all"
