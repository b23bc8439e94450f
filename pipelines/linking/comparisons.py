"""How two reports are compared: the levels of agreement on each thing that both state, and their words.

Here belongs what counts as agreement. How much each level weighs belongs to the model (`warehouse/seeds/linking/
model.csv`); which pairs are compared at all belongs to `blocking`. Conditions speak of two rows of `profiles`, whose
columns end in `_l` and `_r`; the first condition that holds is the level, `ELSE` is the last. A level of no weight says
that nothing can be held against one another.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One degree of agreement: its name in the model, when it holds, and what the reason says of it."""

    name: str
    condition: str
    words: str
    is_silent: bool = False


@dataclass(frozen=True)
class Comparison:
    """One thing on which reports agree or not; `levels` from the best to the rest, after the silent one."""

    name: str
    levels: tuple[Level, ...]


DISTANCE = "sqrt((px_l - px_r) * (px_l - px_r) + (py_l - py_r) * (py_l - py_r) + (pz_l - pz_r) * (pz_l - pz_r))"
"""Kilometres between two points, straight through the earth: within 1 m of the arc up to 100 km."""
GAP = "(greatest(first_day_l, first_day_r) - least(last_day_l, last_day_r))"
"""Days between two stated times; zero or less where they share a day."""
_SPAN = "greatest(span_l, span_r)"
ONE_FEED = "(feed_l = feed_r AND document_l IS NULL AND document_r IS NULL)"
"""Two records of one table, which its source tells apart by an id of their own."""
TWO_TEXTS = "(document_l IS NOT NULL AND document_r IS NOT NULL)"
_OTHERS = f"(greatest({{0}}_l, {{0}}_r) - ({ONE_FEED} AND is_distinct_l)::INTEGER)"
_NO_POINT = "(reach_l IS NULL OR reach_r IS NULL)"
_NO_SPOTS = "(spots_l IS NULL OR spots_r IS NULL)"
_NO_NAME = "coalesce(place_l <> place_r OR greatest(stated_reach_l, stated_reach_r) > 25, true)"
_ARE_POINTS = "reach_l <= 25 AND reach_r <= 25"
_SAME_SIDES = "(({0}_a_l = {0}_a_r AND {0}_b_l = {0}_b_r) OR ({0}_a_l = {0}_b_r AND {0}_b_l = {0}_a_r))"
_SHARED_SIDE = "({0}_a_l = {0}_a_r OR {0}_b_l = {0}_b_r OR {0}_a_l = {0}_b_r OR {0}_b_l = {0}_a_r)"
_FURTHER_SIDE = """(
    list_has_any(others_l, [wide_a_r, wide_b_r]) OR list_has_any(others_r, [wide_a_l, wide_b_l])
    OR list_has_any(others_l, others_r)
)"""
SAME_SIDES = _SAME_SIDES.format("wide")
"""Both sides, in whichever roles."""
SHARED_SIDE = f"({_SHARED_SIDE.format('wide')} OR {_FURTHER_SIDE})"
"""One side that both name, in whichever role, and be it one of several on a side."""
NO_SIDES = f"""(
    (NOT is_registered_l OR NOT is_registered_r OR coalesce(wide_a_l, wide_b_l) IS NULL
        OR coalesce(wide_a_r, wide_b_r) IS NULL)
    AND NOT coalesce({SHARED_SIDE} OR {_SHARED_SIDE.format("actor")}, false)
)"""
"""No side in common, but none either that the registry tells apart."""
_DEATHS_OFF = "abs(deaths_l - deaths_r)"
_ONE_HEADLINE = "coalesce(list_has_any(headlines_l, headlines_r), false)"
SAME_FIGURES = f"(list_has_any(figures_l, figures_r) AND NOT {_ONE_HEADLINE})"
"""A number beside the killed that both give, each in words of its own, such as that of the wounded."""
QUIET = "greatest(month_company_l, month_company_r) = 1"
"""Each is all that its source tells of a place and a month."""
NAMED = f"""(
    feed_l <> feed_r AND (greatest(reach_l, reach_r) <= 40 OR {QUIET})
    AND (
        (len(place_words_l) > 0 AND list_has_all(words_r, place_words_l))
        OR (len(place_words_r) > 0 AND list_has_all(words_l, place_words_r))
    )
)"""
"""The words of one have the name of the other's place, which is not the name of its own. Any text may name a province:
that counts only where little is told of it."""
_ONE_NAME = """(
    feed_l <> feed_r AND greatest(reach_l, reach_r) <= 40
    AND len(place_words_l) > 0 AND list_sort(place_words_l) = list_sort(place_words_r)
)"""
"""Both name the place alike, and not after the same province."""
_TELL_OF_ONE_PLACE = """(
    feed_l <> feed_r AND reach_l IS NOT NULL AND reach_r IS NOT NULL
    AND tells_more_l AND tells_more_r AND len(words_l) > 0 AND len(words_r) > 0
)"""
"""Two sources, each with a place and with words on more than the place. A source words its own records alike, and what
tells no place may be a story of which the other is a part."""
_IS_OPEN = "(is_vague_l OR is_vague_r)"
_TWO_STORIES = f"(coalesce(address_l <> address_r, false) AND NOT {TWO_TEXTS})"
"""Stories that a machine codes name the same capitals and sides day by day: without a kind of act that says little."""
SHARED_SPOT = "coalesce(list_has_any(spots_l, spots_r), false)"
"""Two texts name one place, be it one of several."""
SHARED_NAMES = "coalesce(len(list_intersect(names_l, names_r)), 0)"
"""How many names two texts have in common."""

COMPARISONS = (
    Comparison(
        "time",
        (
            Level("unknown", "first_day_l IS NULL OR first_day_r IS NULL", "no time to compare", is_silent=True),
            Level("same_day", f"{GAP} <= 0 AND {_SPAN} <= 1", "same day"),
            Level(
                "told_next_day", f"{GAP} = 1 AND {_SPAN} <= 1 AND {TWO_TEXTS}", "days next to one another in two texts"
            ),
            Level("next_day", f"{GAP} = 1 AND {_SPAN} <= 1", "days next to one another"),
            Level("due", f"is_plan_l <> is_plan_r AND {GAP} <= 0 AND {_SPAN} <= 31", "an act when a plan has it"),
            Level("told_same_week", f"{GAP} <= 0 AND {_SPAN} <= 8 AND {TWO_TEXTS}", "within the days of two texts"),
            Level("same_week", f"{GAP} <= 0 AND {_SPAN} <= 8", "within the stated days"),
            Level("overlap", f"{GAP} <= 0", "within the stated period"),
            Level("slipped", "is_plan_l <> is_plan_r", "a plan and an act near its due day"),
            Level("apart", "ELSE", "days apart"),
        ),
    ),
    Comparison(
        "place",
        (
            Level("unknown", f"{_NO_POINT} AND {_NO_NAME} AND {_NO_SPOTS}", "no point to compare", is_silent=True),
            Level(
                "same_spot",
                f"({_NO_POINT} AND NOT {_NO_NAME}) OR ({_ARE_POINTS} AND (place_l = place_r OR {DISTANCE} <= 2))",
                "same place",
            ),
            Level("told_same", SHARED_SPOT, "a place that both texts name"),
            Level("told_elsewhere", _NO_POINT, "other places in two texts"),
            Level("named", f"{NAMED} OR {_ONE_NAME}", "the place of one named by the other"),
            Level("close", f"{_ARE_POINTS} AND {DISTANCE} <= 10", "places within 10 km"),
            Level("nearby", f"{_ARE_POINTS} AND {DISTANCE} <= 30", "places within 30 km"),
            Level(
                "same_area",
                f"NOT ({_ARE_POINTS}) AND {DISTANCE} <= greatest(reach_l, reach_r)",
                "within the stated area",
            ),
            Level("apart", "ELSE", "places apart"),
        ),
    ),
    Comparison(
        "kind",
        (
            Level("vague", f"{_IS_OPEN} AND NOT {_TWO_STORIES}", "kind open", is_silent=True),
            Level("none", "event_subtype_l = 'other'", "no kind in either of two stories"),
            Level("open", _IS_OPEN, "kind open in two stories"),
            Level("same", "event_subtype_l = event_subtype_r", "same kind"),
            Level("told_apart", "told_kinds_l & told_kinds_r = 0 AND " + TWO_TEXTS, "kinds that two texts tell apart"),
            Level("alike", "ELSE", "kinds that go together"),
        ),
    ),
    Comparison(
        "actors",
        (
            Level(
                "unknown",
                NO_SIDES,
                "actors that no registry compares",
                is_silent=True,
            ),
            Level("both", _SAME_SIDES.format("actor"), "same two sides"),
            Level("both_wide", _SAME_SIDES.format("wide"), "same two sides, one of them more widely named"),
            Level("one", _SHARED_SIDE.format("actor"), "one side the same"),
            Level("one_wide", SHARED_SIDE, "one side the same, more widely named"),
            Level("told_different", TWO_TEXTS, "other actors in two texts"),
            Level("different", "ELSE", "other actors"),
        ),
    ),
    Comparison(
        "deaths",
        (
            Level("unknown", "deaths_l IS NULL OR deaths_r IS NULL", "deaths not told by both", is_silent=True),
            Level("same_large", "deaths_l = deaths_r AND deaths_l >= 20", "same large number of killed"),
            Level("same_many", "deaths_l = deaths_r AND deaths_l >= 5", "same number of killed"),
            Level("same_few", "deaths_l = deaths_r AND deaths_l > 0", "same small number of killed"),
            Level("both_none", "deaths_l = deaths_r", "nobody killed"),
            Level(
                "near",
                "deaths_low_l <= deaths_high_r AND deaths_low_r <= deaths_high_l"
                f" OR {_DEATHS_OFF} <= 1 OR {_DEATHS_OFF} * 5 <= greatest(deaths_l, deaths_r)",
                "numbers of killed that fit",
            ),
            Level("differ", f"{_DEATHS_OFF} <= 5 OR {_DEATHS_OFF} * 2 <= greatest(deaths_l, deaths_r)", "other toll"),
            Level("far", "ELSE", "tolls far apart"),
        ),
    ),
    Comparison(
        "figures",
        (
            Level(
                "unknown",
                f"coalesce(len(figures_l), 0) = 0 OR coalesce(len(figures_r), 0) = 0 OR {_ONE_HEADLINE}",
                "no other number in the words of both",
                is_silent=True,
            ),
            Level("same", SAME_FIGURES, "another number the same in their words"),
            Level("differ", "ELSE", "other numbers in their words"),
        ),
    ),
    Comparison(
        "words",
        (
            Level(
                "unknown",
                f"NOT coalesce({_TELL_OF_ONE_PLACE}, false)",
                "no telling words in both",
                is_silent=True,
            ),
            Level("many", "len(list_intersect(words_l, words_r)) > 1", "several telling words in both"),
            Level("one", "list_has_any(words_l, words_r)", "a telling word in both"),
            Level("none", "ELSE", "no telling word in both"),
        ),
    ),
    Comparison(
        "quantity",
        (
            Level(
                "unknown",
                "quantity_l IS NULL OR quantity_r IS NULL OR quantity_unit_l IS DISTINCT FROM quantity_unit_r",
                "no number of one unit in both",
                is_silent=True,
            ),
            Level("same", "quantity_l = quantity_r", "same number"),
            Level("near", "abs(quantity_l - quantity_r) * 5 <= greatest(quantity_l, quantity_r)", "numbers that fit"),
            Level("differ", "ELSE", "other number"),
        ),
    ),
    Comparison(
        "source",
        (
            Level(
                "unknown",
                "address_l IS NULL OR address_r IS NULL"
                f" OR ((is_plan_l <> is_plan_r OR {TWO_TEXTS}) AND address_l <> address_r)",
                "no address in both, or two texts, or a plan and an act, which are told in two stories",
                is_silent=True,
            ),
            Level("same", "address_l = address_r", "same source address"),
            Level("other", "ELSE", "other source address"),
        ),
    ),
    Comparison(
        "names",
        (
            Level(
                "unknown",
                "coalesce(least(len(names_l), len(names_r)), 0) < 3",
                "not told by two texts with names",
                is_silent=True,
            ),
            Level("many", f"{SHARED_NAMES} > 3", "many names in both texts"),
            Level("several", f"{SHARED_NAMES} > 1", "several names in both texts"),
            Level("one", f"{SHARED_NAMES} = 1", "one name in both texts"),
            Level("none", "ELSE", "no name in both texts"),
        ),
    ),
    Comparison(
        "company",
        (
            Level("unknown", "company_l IS NULL AND company_r IS NULL", "not known how many that day", is_silent=True),
            Level("crowded", f"{_OTHERS.format('company')} > 5", "one of many that day"),
            Level("some", f"{_OTHERS.format('company')} > 1", "one of several that day"),
            Level("common", f"{_OTHERS.format('month_company')} > 1", "one of several that month"),
            Level("rare", "ELSE", "the only one that month"),
        ),
    ),
)


_NUMBERED = {comparison.name: 10**n for n, comparison in enumerate(COMPARISONS)}


def level_of(comparison: Comparison) -> str:
    """An SQL expression for the number of the level, from 0, over the columns of two profiles with `_l` and `_r`."""
    cases = "".join(
        f" WHEN {level.condition} THEN {number}"
        for number, level in enumerate(comparison.levels)
        if level.condition != "ELSE"
    )
    return f"CASE{cases} ELSE {len(comparison.levels) - 1} END"


PATTERN = " + ".join(f"{level_of(comparison)} * {_NUMBERED[comparison.name]}::BIGINT" for comparison in COMPARISONS)
"""An SQL expression for the agreement pattern of a pair: the levels of all comparisons in one number, over the columns
of two profiles. The last digit is the level of the first comparison. Many pairs have one pattern, so what hangs on it
alone is asked once.
"""
LEVELS = ", ".join(f"pattern // {place} % 10 AS level_of_{name}" for name, place in _NUMBERED.items())
"""SQL for the levels that a `pattern` stands for: a column for each comparison."""


def settings(weights: dict[tuple[str, str], tuple[float, float]], prior: float) -> dict[str, object]:
    """Splink's settings for these comparisons, over a table of patterns with their `LEVELS`: `weights` gives m and u
    of each level, by comparison and level.

    Raises KeyError where the weights lack a level.
    """
    return {
        "link_type": "dedupe_only",
        "sql_dialect": "duckdb",
        "unique_id_column_name": "pattern",
        "probability_two_random_records_match": prior,
        "blocking_rules_to_generate_predictions": ["l.pattern = r.pattern"],
        "comparisons": [
            {
                "output_column_name": comparison.name,
                "comparison_levels": [
                    _level(comparison, number, level, weights) for number, level in enumerate(comparison.levels)
                ],
            }
            for comparison in COMPARISONS
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _level(
    comparison: Comparison, number: int, level: Level, weights: dict[tuple[str, str], tuple[float, float]]
) -> dict[str, object]:
    is_last = level is comparison.levels[-1]
    condition = "ELSE" if is_last else f"level_of_{comparison.name}_l = {number}"
    stated: dict[str, object] = {"sql_condition": condition, "label_for_charts": level.name}
    if level.is_silent:
        return stated | {"is_null_level": True}
    m, u = weights[comparison.name, level.name]
    return stated | {"m_probability": m, "u_probability": u}
