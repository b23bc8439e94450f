"""What two reports share and where they differ, as SQL: the terms of which conditions on a pair are made.

They speak of two rows of `profiles`, whose columns end in `_l` and `_r`. Which of them is a degree of agreement belongs
to `comparisons`, which of them no pair of one event breaks belongs to `possible`.
"""

DISTANCE = "sqrt((px_l - px_r) * (px_l - px_r) + (py_l - py_r) * (py_l - py_r) + (pz_l - pz_r) * (pz_l - pz_r))"
"""Kilometres between two points, straight through the earth: within 1 m of the arc up to 100 km."""
GAP = "(greatest(first_day_l, first_day_r) - least(last_day_l, last_day_r))"
"""Days between two stated times; zero or less where they share a day."""
SPAN = "greatest(span_l, span_r)"
ONE_FEED = "(feed_l = feed_r AND document_l IS NULL AND document_r IS NULL)"
"""Two records of one table, which its source tells apart by an id of their own."""
TWO_TEXTS = "(document_l IS NOT NULL AND document_r IS NOT NULL)"
OTHERS = f"(greatest({{0}}_l, {{0}}_r) - ({ONE_FEED} AND is_distinct_l)::INTEGER)"
NO_POINT = "(reach_l IS NULL OR reach_r IS NULL)"
NO_SPOTS = "(spots_l IS NULL OR spots_r IS NULL)"
NO_NAME = "coalesce(place_l <> place_r OR greatest(stated_reach_l, stated_reach_r) > 25, true)"
ARE_POINTS = "reach_l <= 25 AND reach_r <= 25"
_BOTH = "(({0}_a_l = {0}_a_r AND {0}_b_l = {0}_b_r) OR ({0}_a_l = {0}_b_r AND {0}_b_l = {0}_a_r))"
_EITHER = "({0}_a_l = {0}_a_r OR {0}_b_l = {0}_b_r OR {0}_a_l = {0}_b_r OR {0}_b_l = {0}_a_r)"
_FURTHER_SIDE = """(
    list_has_any(others_l, [wide_a_r, wide_b_r]) OR list_has_any(others_r, [wide_a_l, wide_b_l])
    OR list_has_any(others_l, others_r)
)"""
SAME_SIDES = _BOTH.format("wide")
"""Both sides, in whichever roles."""
SAME_ACTORS = _BOTH.format("actor")
"""The same, and as narrowly named."""
SHARED_SIDE = f"({_EITHER.format('wide')} OR {_FURTHER_SIDE})"
"""One side that both name, in whichever role, and be it one of several on a side."""
SHARED_ACTOR = _EITHER.format("actor")
"""The first of either side, and as narrowly named."""
NO_SIDES = f"""(
    (NOT is_registered_l OR NOT is_registered_r OR coalesce(wide_a_l, wide_b_l) IS NULL
        OR coalesce(wide_a_r, wide_b_r) IS NULL)
    AND NOT coalesce({SHARED_SIDE} OR {SHARED_ACTOR}, false)
)"""
"""No side in common, but none either that the registry tells apart."""
MAY_BELONG = f"""(
    {TWO_TEXTS} AND NOT coalesce({SHARED_SIDE}, false)
    AND ((has_league_l AND has_state_r) OR (has_league_r AND has_state_l))
)"""
"""One of two texts tells of a league of states and the other of a state, which may be in it."""
PLAN_AND_ACT = f"""(
    {TWO_TEXTS} AND is_plan_l <> is_plan_r AND event_subtype_l <> event_subtype_r AND told_kinds_l & told_kinds_r > 0
    AND (coalesce({SHARED_SIDE}, false) OR {NO_SIDES} OR {MAY_BELONG})
)"""
"""What one text has planned and the other done, of kinds that go together, and nobody else: who is sent arrives."""
DEATHS_OFF = "abs(deaths_l - deaths_r)"
ONE_HEADLINE = "coalesce(list_has_any(headlines_l, headlines_r), false)"
SAME_FIGURES = f"(list_has_any(figures_l, figures_r) AND NOT {ONE_HEADLINE})"
"""A number beside the killed that both give, each in words of its own, such as that of the wounded."""
QUIET = "greatest(month_company_l, month_company_r) = 1"
"""Each is all that its source tells of a place and a month."""
NAMED = f"""(
    (feed_l <> feed_r OR ({ONE_FEED} AND may_repeat_l)) AND (greatest(reach_l, reach_r) <= 40 OR {QUIET})
    AND (
        (len(place_words_l) > 0 AND list_has_all(words_r, place_words_l))
        OR (len(place_words_r) > 0 AND list_has_all(words_l, place_words_r))
    )
)"""
"""The words of one have the name of the other's place, which is not the name of its own. Any text may name a province:
that counts only where little is told of it."""
ONE_NAME = """(
    feed_l <> feed_r AND greatest(reach_l, reach_r) <= 40
    AND len(place_words_l) > 0 AND list_sort(place_words_l) = list_sort(place_words_r)
)"""
"""Both name the place alike, and not after the same province."""
TELL_OF_ONE_PLACE = """(
    feed_l <> feed_r AND reach_l IS NOT NULL AND reach_r IS NOT NULL
    AND tells_more_l AND tells_more_r AND len(words_l) > 0 AND len(words_r) > 0
)"""
"""Two sources, each with a place and with words on more than the place. A source words its own records alike, and what
tells no place may be a story of which the other is a part."""
IS_OPEN = "(is_vague_l OR is_vague_r)"
TWO_STORIES = f"(coalesce(address_l <> address_r, false) AND NOT {TWO_TEXTS})"
"""Stories that a machine codes name the same capitals and sides day by day: without a kind of act that says little."""
SHARED_SPOT = "coalesce(list_has_any(spots_l, spots_r), false)"
"""Two texts name one place, be it one of several."""
SHARED_NAMES = "coalesce(len(list_intersect(names_l, names_r)), 0)"
"""How many names two texts have in common."""
