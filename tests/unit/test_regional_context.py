"""Trade, exploration and investment are carried as printed, contradictions included."""

from __future__ import annotations

from amis_qgis_plugin.core.regional_context import notes_on, regional_figures


def test_the_figures_are_word_for_word() -> None:
    figures = regional_figures()
    by_key = {(one.table, one.subject, one.measure, one.period): one for one in figures}
    assert len(by_key) == len(figures) == 18 + 32 + 11
    imports = by_key["12", "Total", "extra-asean-imports", "2023"]
    assert (imports.printed, imports.value) == ("43.152", "")
    assert by_key["12", "Copper", "extra-asean-exports", "2023"].printed == "9,917"
    assert by_key["13", "Exploration budgets", "total", "2020"].printed == "156.2"
    for one in figures:
        assert one.value in ("", one.printed.replace(",", ""))
        assert one.value or "." in one.printed


def test_what_does_not_add_up_has_a_note() -> None:
    figures = regional_figures()
    stages = [
        float(one.value)
        for one in figures
        if one.table == "13" and one.period == "2020" and one.measure != "total"
    ]
    assert round(sum(stages), 1) == 155.6  # the printed total is 156.2
    assert any("155.6" in note for note in notes_on("13"))
    printed = sum(
        float(one.value)
        for one in figures
        if one.table == "12" and one.measure == "intra-asean" and one.subject != "Total"
    )
    assert printed == 18171
    assert any("18,171" in note for note in notes_on("12"))
    negative = [one.period for one in figures if one.value.startswith("-")]
    assert negative == ["2018"]
    assert any("negative" in note for note in notes_on("14"))
