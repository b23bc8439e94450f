"""How two reports are compared: the levels of agreement on each thing that both state, and their words.

Here belongs what counts as agreement. How much each level weighs belongs to the model (`warehouse/seeds/linking/
model.csv`); which pairs are compared at all belongs to `blocking`; what conditions are made of belongs to `terms`. The
first condition that holds is the level, `ELSE` is the last. A level of no weight says that nothing can be held against
one another.
"""

from dataclasses import dataclass

from pipelines.linking.terms import (
    ARE_POINTS,
    DEATHS_OFF,
    DISTANCE,
    GAP,
    IS_OPEN,
    MAY_BELONG,
    NAMED,
    NO_NAME,
    NO_POINT,
    NO_SIDES,
    NO_SPOTS,
    ONE_HEADLINE,
    ONE_NAME,
    OTHERS,
    PLAN_AND_ACT,
    SAME_ACTORS,
    SAME_FIGURES,
    SAME_SIDES,
    SHARED_ACTOR,
    SHARED_NAMES,
    SHARED_SIDE,
    SHARED_SPOT,
    SPAN,
    TELL_OF_ONE_PLACE,
    TWO_STORIES,
    TWO_TEXTS,
)


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


COMPARISONS = (
    Comparison(
        "time",
        (
            Level("unknown", "first_day_l IS NULL OR first_day_r IS NULL", "no time to compare", is_silent=True),
            Level("same_day", f"{GAP} <= 0 AND {SPAN} <= 1", "same day"),
            Level(
                "told_next_day", f"{GAP} = 1 AND {SPAN} <= 1 AND {TWO_TEXTS}", "days next to one another in two texts"
            ),
            Level("next_day", f"{GAP} = 1 AND {SPAN} <= 1", "days next to one another"),
            Level("due", f"is_plan_l <> is_plan_r AND {GAP} <= 0 AND {SPAN} <= 31", "an act when a plan has it"),
            Level("told_same_week", f"{GAP} <= 0 AND {SPAN} <= 8 AND {TWO_TEXTS}", "within the days of two texts"),
            Level("same_week", f"{GAP} <= 0 AND {SPAN} <= 8", "within the stated days"),
            Level("overlap", f"{GAP} <= 0", "within the stated period"),
            Level("slipped", "is_plan_l <> is_plan_r", "a plan and an act near its due day"),
            Level("apart", "ELSE", "days apart"),
        ),
    ),
    Comparison(
        "place",
        (
            Level("unknown", f"{NO_POINT} AND {NO_NAME} AND {NO_SPOTS}", "no point to compare", is_silent=True),
            Level(
                "same_spot",
                f"({NO_POINT} AND NOT {NO_NAME}) OR ({ARE_POINTS} AND (place_l = place_r OR {DISTANCE} <= 2))",
                "same place",
            ),
            Level("told_same", SHARED_SPOT, "a place that both texts name"),
            Level("told_elsewhere", NO_POINT, "other places in two texts"),
            Level("named", f"{NAMED} OR {ONE_NAME}", "the place of one named by the other"),
            Level("close", f"{ARE_POINTS} AND {DISTANCE} <= 10", "places within 10 km"),
            Level("nearby", f"{ARE_POINTS} AND {DISTANCE} <= 30", "places within 30 km"),
            Level(
                "same_area",
                f"NOT ({ARE_POINTS}) AND {DISTANCE} <= greatest(reach_l, reach_r)",
                "within the stated area",
            ),
            Level("apart", "ELSE", "places apart"),
        ),
    ),
    Comparison(
        "kind",
        (
            Level("vague", f"({IS_OPEN} AND NOT {TWO_STORIES}) OR {PLAN_AND_ACT}", "kind open", is_silent=True),
            Level("none", "event_subtype_l = 'other'", "no kind in either of two stories"),
            Level("open", IS_OPEN, "kind open in two stories"),
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
                f"{NO_SIDES} OR {MAY_BELONG}",
                "actors that no registry compares",
                is_silent=True,
            ),
            Level("both", SAME_ACTORS, "same two sides"),
            Level("both_wide", SAME_SIDES, "same two sides, one of them more widely named"),
            Level("one", SHARED_ACTOR, "one side the same"),
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
                f" OR {DEATHS_OFF} <= 1 OR {DEATHS_OFF} * 5 <= greatest(deaths_l, deaths_r)",
                "numbers of killed that fit",
            ),
            Level("differ", f"{DEATHS_OFF} <= 5 OR {DEATHS_OFF} * 2 <= greatest(deaths_l, deaths_r)", "other toll"),
            Level("far", "ELSE", "tolls far apart"),
        ),
    ),
    Comparison(
        "figures",
        (
            Level(
                "unknown",
                f"coalesce(len(figures_l), 0) = 0 OR coalesce(len(figures_r), 0) = 0 OR {ONE_HEADLINE}",
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
                f"NOT coalesce({TELL_OF_ONE_PLACE}, false)",
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
            Level("crowded", f"{OTHERS.format('company')} > 5", "one of many that day"),
            Level("some", f"{OTHERS.format('company')} > 1", "one of several that day"),
            Level("common", f"{OTHERS.format('month_company')} > 1", "one of several that month"),
            Level("rare", "ELSE", "the only one that month"),
        ),
    ),
)


_BASE = 16
_NUMBERED = {comparison.name: _BASE**n for n, comparison in enumerate(COMPARISONS)}


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
LEVELS = ", ".join(f"pattern // {place} % {_BASE} AS level_of_{name}" for name, place in _NUMBERED.items())
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
