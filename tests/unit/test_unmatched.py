"""The unknown terms of a workspace, and which sources a decision about one of them touches."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from aligning import field_map, take

from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.core.near_names import NearNames
from amis_qgis_plugin.core.suggestions import choices, suggest
from amis_qgis_plugin.core.user_terms import IGNORED, NO_TERMS, UserTerm, UserTerms
from amis_qgis_plugin.workspace.realign import realign
from amis_qgis_plugin.workspace.unmatched import read_unmatched, sources_to_realign

FIELDS = field_map(commodity_text="what", country_text="where")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.gpkg"
    one = [("Coper; Zircalloy", "Laos"), ("Zircalloy", "Atlantis"), ("Cu", "Laos")]
    two = [("zircalloy ore", "Thailand"), ("Sn", "Thailand")]
    for source_id, listed in (("one", one), ("two", two)):
        rows = [({"what": what, "where": where}, None) for what, where in listed]
        take(path, rows, FIELDS, source_id)
    return path


def touched(path: Path, *terms: UserTerm) -> list[str]:
    return [one.source_id for one in sources_to_realign(path, UserTerms(terms))]


def test_terms_of_all_sources_are_summed_the_most_frequent_first(workspace: Path) -> None:
    found = read_unmatched(workspace)
    with closing(sqlite3.connect(workspace)) as connection:
        counted = connection.execute(
            "SELECT vocabulary, term, sum(occurrences) FROM amis_unmatched_terms GROUP BY 1, 2"
        ).fetchall()
    assert sorted((one.vocabulary, one.term, one.count) for one in found) == sorted(counted)
    by_term = {one.term: one for one in found}
    assert by_term["Zircalloy"].count == 2
    assert by_term["Atlantis"].vocabulary == "country"
    commodities = [one.count for one in found if one.vocabulary == "commodity"]
    assert commodities == sorted(commodities, reverse=True)


def test_what_terms_may_mean_is_not_looked_for_before_one_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workspace.gpkg"
    take(path, [({"what": "Wolframmite"}, None)], field_map(commodity_text="what"))

    def compare(*_args: object) -> None:
        raise AssertionError("a term was compared with names")

    with monkeypatch.context() as patch:
        patch.setattr(NearNames, "codes", compare)
        (term,) = read_unmatched(path)
        assert sources_to_realign(path, UserTerms([UserTerm("country", "X", ("PHL",))])) == ()
        with pytest.raises(AssertionError, match="compared"):
            suggest(term.vocabulary, term.term)
    assert (term.term, term.suggestions) == ("Wolframmite", ())
    assert suggest(term.vocabulary, term.term)[0] == "tungsten"


# Field map, unknown text, decided code: of a CGI list each.
CGI = [
    (field_map("geological_units", lithology_text="what"), "lithology", "batu apung hitam",
     "tuffite", "lithology"),
    (field_map("faults", fault_type="what"), "fault type", "sesar anu", "normal_fault",
     "fault_type"),
    (field_map("contacts", contact_type_text="what"), "contact type", "batas anu",
     "igneous_intrusive_contact", "contact_type"),
    (field_map("boreholes", drilling_method="what"), "drilling method", "bor anu",
     "diamond_core", "drilling_method"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "vocabulary", "text", "code", "name"), CGI)
def test_a_term_of_a_cgi_list_is_mapped_and_the_source_aligned_by_it(
    tmp_path: Path, fields: FieldMap, vocabulary: str, text: str, code: str, name: str
) -> None:
    path = tmp_path / "workspace.gpkg"
    take(path, [({"what": text}, None)], fields, "s")
    (term,) = read_unmatched(path)
    assert (term.vocabulary, term.term) == (vocabulary, text)
    assert code in choices(vocabulary)
    decided = UserTerms([UserTerm(term.vocabulary, term.term, (code,))])
    assert [one.source_id for one in sources_to_realign(path, decided)] == ["s"]
    realign(path, "s", fields, decided)
    assert read_unmatched(path) == ()
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute(
            f"SELECT {name}, source_attributes FROM {fields.kind.table}"
        ).fetchall()
    assert found[0] == code
    assert text in found[1]
    assert sources_to_realign(path, decided) == ()
    ignored = UserTerms([UserTerm(term.vocabulary, term.term, meaning=IGNORED)])
    assert [one.source_id for one in sources_to_realign(path, ignored)] == ["s"]


def test_a_file_without_the_table_has_no_unknown_terms(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE something (a)")
    assert read_unmatched(path) == ()


def test_a_decision_touches_the_sources_that_hold_the_term(workspace: Path) -> None:
    assert touched(workspace) == []
    assert touched(workspace, UserTerm("country", "Atlantis", ("PHL",))) == ["one"]
    assert touched(workspace, UserTerm("commodity", "Unobtainium", ("tin",))) == []
    assert touched(workspace, UserTerm("country", "Zircalloy", ("PHL",))) == []


def test_a_decision_touches_sources_that_only_hold_the_word_in_a_longer_term(
    workspace: Path,
) -> None:
    assert touched(workspace, UserTerm("commodity", "zircalloy", ("zirconium",))) == ["one", "two"]


def test_a_changed_or_withdrawn_decision_touches_the_sources_aligned_by_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "workspace.gpkg"
    tin = UserTerm("commodity", "Unobtainium", ("tin",))
    rows = [({"what": "Unobtainium", "where": ""}, None)]
    take(path, rows, FIELDS, "decided", terms=UserTerms([tin]))
    take(path, [({"what": "Cu", "where": ""}, None)], FIELDS, "plain")
    assert touched(path, tin) == []
    assert touched(path, UserTerm("commodity", "Unobtainium", meaning=IGNORED)) == ["decided"]
    assert [one.source_id for one in sources_to_realign(path, NO_TERMS)] == ["decided"]
