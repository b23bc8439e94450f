"""Which pairs can be one event at all, and which can be a summary and a part of it: what no likeness makes up for.

Conditions speak of two rows of `profiles`, whose columns end in `_l` and `_r`. Where such pairs are looked for belongs
to `blocking`, how alike they are to `comparisons`.
"""

from pipelines.linking.terms import (
    DISTANCE,
    GAP,
    NAMED,
    NO_SIDES,
    ONE_FEED,
    ONE_HEADLINE,
    QUIET,
    SAME_FIGURES,
    SAME_SIDES,
    SHARED_NAMES,
    SHARED_SIDE,
    SHARED_SPOT,
    TWO_TEXTS,
)

_OTHERS_DIED = """coalesce(
    deaths_l > 0 AND (
        (wide_a_l = wide_a_r AND wide_b_l = wide_b_r AND (
            (dead_of_a_l = deaths_l AND dead_of_b_r = deaths_r) OR (dead_of_b_l = deaths_l AND dead_of_a_r = deaths_r)
        ))
        OR (dead_of_a_l + dead_of_b_l = deaths_l AND dead_civilians_r = deaths_r)
        OR (dead_of_a_r + dead_of_b_r = deaths_r AND dead_civilians_l = deaths_l)
    ),
    false
)"""
"""The dead are all of one side in one and all of its enemy's in the other, or all fighters and all civilians."""
_TOLD_AGAIN = """coalesce(
    wording_l = wording_r AND len(headlines_l) = 1 AND tells_toll_l AND first_day_l = first_day_r AND place_l = place_r
    AND dead_of_a_l = dead_of_a_r AND dead_of_b_l = dead_of_b_r AND dead_civilians_l = dead_civilians_r,
    false
)"""
"""One article told of both, which has the toll of each, of the same dead and one place."""
_SHARE_A_SUM = f"""(
    (is_share_l OR is_share_r OR ({ONE_HEADLINE} AND coalesce(place_l <> place_r, false))) AND NOT {_TOLD_AGAIN}
)"""
"""They are shares by their words, or one article told of both, for two places."""
_MAY_BE_A_REPEAT = f"""(
    may_repeat_l AND NOT (is_summary_l OR is_summary_r) AND NOT {_SHARE_A_SUM} AND NOT {_OTHERS_DIED}
    AND deaths_l = deaths_r AND abs(deaths_low_l - deaths_low_r) <= 1
    AND (
        deaths_l >= 4 OR {_TOLD_AGAIN}
        OR (deaths_l >= 2 AND first_day_l = first_day_r AND greatest(month_company_l, month_company_r)
            <= if(place_l = place_r AND list_has_any(words_l, words_r) AND NOT {ONE_HEADLINE}, 5, 2))
    )
    AND (abs(deaths_high_l - deaths_high_r) <= 1 OR first_day_l = first_day_r)
    AND ({SHARED_SIDE} OR ({NO_SIDES} AND first_day_l = first_day_r))
    AND (
        (reach_l <= 40 AND reach_r <= 40 AND {DISTANCE} <= if(greatest(reach_l, reach_r) > 25, 15, 10))
        OR coalesce({SAME_FIGURES}, false)
        OR ({GAP} <= 0 AND {SHARED_SIDE} AND {NAMED})
        OR {_TOLD_AGAIN}
    )
)"""
"""What a source can have told twice though it holds its records apart, found by reading such pairs: the same toll near
by, of four or more (smaller ones coincide, but on one day of a quiet month, the less quiet where their words tell of
one place alike), and in words of their own, for records that share theirs are the shares of one sum. Where their words
give one more number alike, or the words of one name the place of the other, near by is what their places allow.
"""
_SAME_STORY = f"address_l = address_r AND {SAME_SIDES}"
_NAME_ONE_SPOT = f"({SHARED_SPOT} AND ({SHARED_NAMES} > 1 OR coalesce({SAME_SIDES}, false)))"
ELSEWHERE = f"""coalesce(
    (greatest(span_l, span_r) <= 1 AND is_distinct_l AND is_distinct_r AND {QUIET} AND {NAMED})
    OR (greatest(span_l, span_r) <= if(is_plan_l <> is_plan_r, 31, 1) AND {_NAME_ONE_SPOT}),
    false
)"""
"""One source names the place of the other in its words, and neither tells of anything else near its own that month; or
two texts of one story name one place: their points may lie anywhere then, for a name is told rightly more often than
found on the map."""
_TELL_NOTHING_ALIKE = f"""(
    {TWO_TEXTS} AND (reach_l IS NULL OR reach_r IS NULL)
    AND NOT ({SHARED_SPOT} OR coalesce({SHARED_SIDE}, false) OR {SHARED_NAMES} > 1)
)"""
"""Two texts of which one does not say where: a day and a kind alone are those of any event of a war."""
_WAS_DONE = f"""coalesce(
    {TWO_TEXTS} AND ((is_plan_l AND NOT is_plan_r AND told_day_l > last_day_r)
        OR (is_plan_r AND NOT is_plan_l AND told_day_r > last_day_l)),
    false
)"""
"""What one text still has planned was done before, by the other."""
_MAY_BE_ONE = f"""
    (kinds_l & kinds_r) > 0
    AND (
        NOT {ONE_FEED} OR is_distinct_l OR address_l = address_r
        OR (wide_a_l = wide_a_r AND wide_b_l IS NOT DISTINCT FROM wide_b_r)
        OR (event_subtype_l = event_subtype_r AND place_l = place_r AND {SHARED_SIDE})
    )
"""
COMPARABLE = f"""
    {_MAY_BE_ONE}
    AND coalesce(document_l <> document_r, true)
    AND NOT {_TELL_NOTHING_ALIKE}
    AND NOT {_WAS_DONE}
    AND (NOT {ONE_FEED} OR NOT is_distinct_l OR {_MAY_BE_A_REPEAT})
    AND (
        is_force_l OR parties_l = parties_r
        OR ((parties_l IS NULL OR parties_r IS NULL) AND ({SHARED_SIDE} OR {SHARED_NAMES} > 1))
    )
    AND coalesce({GAP} <= CASE WHEN is_plan_l <> is_plan_r THEN 31 ELSE 1 END, address_l = address_r, false)
    AND (
        reach_l IS NULL OR reach_r IS NULL
        OR {DISTANCE} <= greatest(reach_l + reach_r, 25, if({_SAME_STORY}, error_km_l, 0))
        OR {ELSEWHERE}
    )
    AND (
        country_l = country_r
        OR ((country_l IS NULL OR country_r IS NULL) AND address_l = address_r)
        OR {DISTANCE} <= 25
        OR ((country_l IS NULL OR country_r IS NULL) AND ({SHARED_NAMES} > 1 OR {SHARED_SPOT}))
        OR {_NAME_ONE_SPOT}
        OR (address_l = address_r AND {SHARED_SIDE})
    )
"""
"""What no two reports of one event break: kinds that go together, the same parties to what is said or agreed, times and
places that can be the same, and records that their source does not itself hold apart. Reports of one machine share the
address, both sides, or a side with kind and place; where they share address and sides, their places may err as
`seeds/linking/feeds.csv` says."""
_SUMS_UP = """(
    is_summary_l <> is_summary_r
    AND coalesce(span_l < 2 OR first_day_l <> first_day_r OR last_day_l <> last_day_r, true)
)"""
"""One of the two sums up what the other may be part of; what both tell of the same several days is the same to both."""
JOINABLE = f"NOT {_SUMS_UP} AND {COMPARABLE}"
COVERED = f"""
    {_SUMS_UP} AND {COMPARABLE}
    AND (
        coalesce({SHARED_SIDE}, false)
        OR (is_distinct_l AND is_distinct_r AND NOT (is_registered_l AND is_registered_r))
    )
    AND coalesce(if(is_summary_l, deaths_high_l >= deaths_low_r, deaths_high_r >= deaths_low_l), true)
"""
"""A summary and what falls into it: as above, with a side in common where both name sides that the registry knows, and
with no more killed than the summary has."""
