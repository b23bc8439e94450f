"""The layouts of UCDP's event files over the years.

Here belong columns and why some are not taken; what the others mean stands in `reports.sql`. Columns: codebooks of UCDP
GED 19.1 and 26.1 and of Candidate 1.4; the layout before 17.1 as its files have it.
"""

from pipelines.tabular import Dialect, Layout, delimited

_POINT = "repeats latitude and longitude"
_OLD_ID = "the id of editions before 17.1; the new one stands beside it"
LEFT_OUT = {
    "conflict_dset_id": _OLD_ID,
    "dyad_dset_id": _OLD_ID,
    "side_a_dset_id": _OLD_ID,
    "side_b_dset_id": _OLD_ID,
    "geom_wkt": _POINT,
    "geom": _POINT,
    "priogrid_gid": "the half-degree cell, which follows from latitude and longitude",
    "region": "follows from the country",
}
_SIDES = """conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name
    side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b"""
_SOURCES = "number_of_sources source_article source_office source_date source_headline source_original"
_DEATHS = "deaths_a deaths_b deaths_civilians deaths_unknown"


def _layout(name: str, columns: str, *optional: str) -> Layout:
    names = tuple(columns.split())
    return Layout(name, names, {c: why for c, why in LEFT_OUT.items() if c in names}, frozenset(optional))


LAYOUTS = (
    _layout(
        "UCDP (49 columns)",
        f"""id relid year active_year code_status type_of_violence {_SIDES} {_SOURCES}
        where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid
        country country_id region event_clarity date_prec date_start date_end {_DEATHS} best high low gwnoa gwnob""",
    ),
    _layout(
        "UCDP 19.1 (42 columns)",
        f"""id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name
        side_a_new_id gwnoa side_a side_b_new_id gwnob side_b {_SOURCES} where_prec where_coordinates adm_1 adm_2
        latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end
        {_DEATHS} low best high""",
        "gwnoa",
        "gwnob",
    ),
    _layout(
        "UCDP before 17.1",
        f"""id relid year active_year {_SIDES} {_SOURCES} where_coordinates where_description adm_1 adm_2
        latitude longitude geom_wkt priogrid_gid country region event_clarity date_prec {_DEATHS}
        best_est high_est low_est geom date_start date_end type_of_violence where_prec""",
    ),
)
FORMER = ("best_est", "high_est", "low_est")
"""What best, high and low were called before 17.1."""
opened_csv = delimited(LAYOUTS, Dialect(delimiters=(",", ";")))
"""Opens a CSV or zip of any layout."""
