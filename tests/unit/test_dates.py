"""Dates as surveys in South-East Asia write them, read with the precision that they have."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Optional

import pytest

from amis_qgis_plugin.core.dates import DateReading, buddhist_date, order_of, read_date

MONTHS = {
    "english": "January February March April May June July August September October November "
    "December",
    "short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "indonesian": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
    "Desember",
    "malay": "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
    "filipino": "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre "
    "Disyembre",
    "portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
    "novembro dezembro",
    "french": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "thai": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม "
    "พฤศจิกายน ธันวาคม",
    "short thai": "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "lao": "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "khmer": "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
}
VIETNAMESE = "một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai"


def iso(value: Any, order: str = "") -> Optional[str]:
    reading = read_date(value, order)
    return reading.iso if reading else None


def some_days(count: int, first: int = 1700, last: int = 2100) -> Iterator[date]:
    chance = random.Random(19670808)
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    for _ in range(count):
        yield date.fromordinal(chance.randint(start, end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998", "1998"),
        ("1700", "1700"),
        ("2100", "2100"),
        (" 1998 ", "1998"),
        ("1998.0", "1998"),
        ("1998-05", "1998-05"),
        ("1998/5", "1998-05"),
        ("05/1998", "1998-05"),
        ("1998-05-17", "1998-05-17"),
        ("1998.5.7", "1998-05-07"),
        ("19980517", "1998-05-17"),
        ("1998-05-17T00:00:00Z", "1998-05-17"),
        ("1998-05-17T23:30:00.000+07:00", "1998-05-17"),
        ("1998/05/17 08:05", "1998-05-17"),
        ("17/05/1998", "1998-05-17"),
        ("17.05.1998", "1998-05-17"),
        ("05/17/1998 12:00:00 AM", "1998-05-17"),
        ("05/05/1998", "1998-05-05"),
        ("1998-05-00", "1998-05"),
        ("1998-00-00", "1998"),
        ("17-May-1998", "1998-05-17"),
        ("17 MAY 1998 14:20", "1998-05-17"),
        ("May 17, 1998", "1998-05-17"),
        ("Sept. 17th, 1998", "1998-09-17"),
        ("2nd Feb 1998", "1998-02-02"),
        ("May, 1998", "1998-05"),
        ("17 Agt 1998", "1998-08-17"),
        ("17 Nopember 1998", "1998-11-17"),
        ("Pebruari 1998", "1998-02"),
        ("17 de maio de 1998", "1998-05-17"),
        ("17 de mayo de 1998", "1998-05-17"),
        ("maio de 1998", "1998-05"),
        ("1er mai 1998", "1998-05-01"),
        ("ค.ศ. 1998", "1998"),
        ("AD 1998", "1998"),
        ("１９９８", "1998"),
    ],
)
def test_a_date_of_the_common_era_is_read_as_precisely_as_it_is_written(
    text: str, expected: str
) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.iso, reading.buddhist) == (expected, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2541", "1998"),
        ("2400", "1857"),
        ("2600", "2057"),
        ("พ.ศ. 2560", "2017"),
        ("พ.ศ.2560", "2017"),
        ("พศ 2560", "2017"),
        ("B.E. 2541", "1998"),
        ("BE 2541", "1998"),
        ("12 ม.ค. 2560", "2017-01-12"),
        ("12 ม. ค. 2560", "2017-01-12"),
        ("12 มกราคม พ.ศ. 2560", "2017-01-12"),
        ("พฤษภาคม 2541", "1998-05"),
        ("๑๒ มกราคม ๒๕๖๐", "2017-01-12"),
        ("17/5/2541", "1998-05-17"),
        ("5/2541", "1998-05"),
        ("2541-05-17", "1998-05-17"),
        ("25410517", "1998-05-17"),
        ("29/2/2543", "2000-02-29"),
        ("17 ພຶດສະພາ 2541", "1998-05-17"),
    ],
)
def test_a_year_of_the_buddhist_era_is_543_years_ahead(text: str, expected: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert (reading.iso, reading.buddhist) == (expected, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 17 tháng 5 năm 1998", "1998-05-17"),
        ("Ngày 07 tháng 05 năm 1998", "1998-05-07"),
        ("17 tháng 12, 1998", "1998-12-17"),
        ("17 thg 5, 1998", "1998-05-17"),
        ("tháng 5 năm 1998", "1998-05"),
        ("Tháng 05/1998", "1998-05"),
        ("tháng 5-1998", "1998-05"),
        ("tháng năm năm 1998", "1998-05"),
        ("tháng mười năm 1998", "1998-10"),
        ("Tháng Mười Một năm 1998", "1998-11"),
        ("tháng 13 năm 1998", None),
        ("31 tháng 4 năm 1998", None),
    ],
)
def test_vietnamese_dates_are_read(text: str, expected: Optional[str]) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "unknown", "soon", "98", "31/12/99", "17-May-98", "12 ม.ค. 60", "199", "12345",
        "1998-1999", "1998–1999", "1998-13-01", "13/13/1998", "32/01/1998", "30 Feb 1998",
        "29/02/1900", "31/04/2000", "1998-00-10", "1699", "2101", "2399", "2601", "-1998", "1998a",
        "17 Smarch 1998", "พ.ศ. 1998", "ค.ศ. 2541", "B.E. 1998", "AD 2541", "35930",
    ],
)  # fmt: skip
def test_what_is_no_date_or_an_uncertain_one_is_none(text: str) -> None:
    assert [read_date(text, order) for order in ("", "dmy", "mdy")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "unordered", "day_first", "month_first"),
    [
        ("03/04/1998", None, "1998-04-03", "1998-03-04"),
        ("3.4.2541", None, "1998-04-03", "1998-03-04"),
        ("12-11-1998 00:00", None, "1998-11-12", "1998-12-11"),
        ("13/04/1998", "1998-04-13", "1998-04-13", "1998-04-13"),
        ("04/13/1998", "1998-04-13", "1998-04-13", "1998-04-13"),
        ("0/5/1998", None, "1998-05", None),
    ],
)
def test_a_date_that_could_be_two_is_read_only_in_a_stated_order(
    text: str, unordered: Optional[str], day_first: Optional[str], month_first: Optional[str]
) -> None:
    found = [iso(text), iso(text, "dmy"), iso(text, "mdy")]
    assert found == [unordered, day_first, month_first]


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_is_known_by_its_name(language: str) -> None:
    names = MONTHS[language].split()
    assert len(names) == 12
    for number, name in enumerate(names, 1):
        assert iso(f"17 {name} 1998") == f"1998-{number:02d}-17", name
        assert iso(f"{name.upper()} 1998") == f"1998-{number:02d}", name
        assert iso(f"9 {name} 2541") == f"1998-{number:02d}-09", name


def test_vietnamese_months_are_known_in_words_and_figures() -> None:
    for number, word in enumerate(VIETNAMESE.split(), 1):
        for name in (f"tháng {word.replace('_', ' ')}", f"tháng {number}", f"thg {number:02d}"):
            assert iso(f"17 {name} năm 1998") == f"1998-{number:02d}-17", name


def test_every_name_of_the_table_names_one_month_and_is_read(root: Path) -> None:
    path = root / "amis_qgis_plugin" / "core" / "data" / "month_names.json"
    months = json.loads(path.read_text(encoding="utf-8"))["months"]
    assert list(months) == [str(number) for number in range(1, 13)]
    owners: dict[str, str] = {}
    for month, names in months.items():
        for name in names:
            assert owners.setdefault(name.casefold(), month) == month, name
            assert iso(f"3 {name} 1998") == f"1998-{int(month):02d}-03", name


def test_any_day_comes_back_from_any_notation() -> None:
    english = MONTHS["english"].split()
    for day in some_days(1500):
        named = english[day.month - 1]
        expected = day.isoformat()
        for text in (
            expected,
            f"{day:%Y%m%d}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day.day} {named} {day.year}",
            f"{named} {day.day}, {day.year}",
            f"{day.day}-{named[:3].upper()}-{day.year}",
            f"ngày {day.day} tháng {day.month} năm {day.year}",
        ):
            assert iso(text) == expected, text
        assert iso(f"{day.day}/{day.month}/{day.year}", "dmy") == expected
        assert iso(f"{day.month}/{day.day}/{day.year}", "mdy") == expected
        assert iso(day) == expected
        assert iso(datetime(day.year, day.month, day.day, 23, 59)) == expected


def test_any_day_comes_back_from_its_buddhist_year() -> None:
    thai = MONTHS["short thai"].split()
    for day in some_days(500, first=1857, last=2057):
        ahead = day.year + 543
        for text in (
            f"{day.day} {thai[day.month - 1]} {ahead}",
            f"{ahead}-{day.month:02d}-{day.day:02d}",
            f"{ahead}{day.month:02d}{day.day:02d}",
        ):
            reading = read_date(text)
            assert reading is not None, text
            assert (reading.iso, reading.buddhist) == (day.isoformat(), True), text


@pytest.mark.parametrize("year", [1900, 1999, 2000, 2024])
def test_only_days_of_the_calendar_are_dates(year: int) -> None:
    for month in range(1, 14):
        for day in range(1, 33):
            try:
                expected: Optional[str] = date(year, month, day).isoformat()
            except ValueError:
                expected = None
            assert iso(f"{year}-{month:02d}-{day:02d}") == expected
            if month <= 12:
                assert iso(f"{day}/{month}/{year + 543}", "dmy") == expected


def test_reading_a_result_again_changes_nothing() -> None:
    for text in ("2541", "พ.ค. 2541", "17 พ.ค. 2541", "May 1998", "17/05/1998"):
        once = read_date(text)
        assert once is not None
        again = read_date(once.iso)
        assert again is not None
        assert (again.iso, again.buddhist) == (once.iso, False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1998, "1998"),
        (1998.0, "1998"),
        (2541, "1998"),
        (19980517, "1998-05-17"),
        (895363200000, "1998-05-17"),
        (895363200000.0, "1998-05-17"),
        (895449599999, "1998-05-17"),
        (1000000000000, "2001-09-09"),
        (date(1998, 5, 17), "1998-05-17"),
        (datetime(1998, 5, 17, 23, 0, tzinfo=timezone(timedelta(hours=7))), "1998-05-17"),
        (datetime(2541, 5, 17), "1998-05-17"),
        (date(1600, 1, 1), None),
        (1998.5, None),
        (35930, None),
        (0, None),
        (10**30, None),
        (float("nan"), None),
        (float("-inf"), None),
        (True, None),
        (None, None),
        (b"1998", None),
        ([1998], None),
    ],
)
def test_values_that_are_no_text_are_read(value: Any, expected: Optional[str]) -> None:
    assert iso(value) == expected


def test_milliseconds_since_1970_are_days_of_utc() -> None:
    for day in some_days(300, first=1974, last=2095):
        moment = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
        assert iso(round(moment.timestamp() * 1000)) == day.isoformat()


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/1998", "17/05/1998"], "dmy"),
        (["03/04/1998", "05/17/1998 00:00"], "mdy"),
        (["31.12.2541"], "dmy"),
        (["17/05/1998", "05/17/1998"], ""),
        (["03/04/1998", "05/06/1998"], ""),
        (["1998-05-17", "17 May 1998", "13/13/1998"], ""),
        ([], ""),
    ],
)
def test_a_column_tells_its_order_by_what_cannot_be_a_month(texts: list[str], order: str) -> None:
    assert order_of(texts) == order


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("17/5/2541", "1998-05-17"),
        ("03/04/2541", "1998-04-03"),
        ("12 ม.ค. 2560", "2017-01-12"),
        ("พ.ศ. 2560", "2017"),
        (date(2541, 5, 17), "1998-05-17"),
        ("2541", None),
        (2541, None),
        ("2541.0", None),
        ("17/5/1998", None),
        ("ค.ศ. 1998", None),
        ("Drill hole 2541", None),
        ("125410", None),
        (date(1998, 5, 17), None),
        (None, None),
    ],
)
def test_a_buddhist_date_among_any_values_is_one_only_when_it_is_sure(
    value: Any, expected: Optional[str]
) -> None:
    reading = buddhist_date(value)
    assert (reading.iso if reading else None) == expected
    assert reading is None or reading.buddhist


@pytest.mark.parametrize(
    ("text", "iso", "buddhist"),
    [
        ("2541 B.E.", "1998", True),
        ("1998 AD", "1998", False),
        ("ปี พ.ศ. 2560", "2017", True),
        ("12ม.ค.2560", "2017-01-12", True),
        ("12Jan2020", "2020-01-12", False),
        ("17 မေ 1998", "1998-05-17", False),
    ],
)
def test_eras_behind_the_year_and_dates_without_spaces(text: str, iso: str, buddhist: bool) -> None:
    assert read_date(text) == DateReading(iso, buddhist)
