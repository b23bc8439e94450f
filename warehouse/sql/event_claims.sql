-- What each report of an event with several says, side by side, and which of its values the event takes: the rules of
-- merging, each the least of the event's reports in some order. Trust is `feed_trust.trust_rank`; early and late count
-- days of publication, a report that does not say when comes last in both; of equals the first id. An order is one whole
-- number, its parts from the most to the least: where each part were a value, what is held for an event would not fit.
WITH claims AS (
    SELECT
        event_reports.event_id,
        reports.*,
        coalesce(trust_rank, 100) AS trust,
        1000000 + coalesce(published_on - DATE '1970-01-01', 1000000) AS early,
        1000000 + coalesce(DATE '1970-01-01' - published_on, 1000000) AS late,
        row_number() OVER (PARTITION BY event_id ORDER BY report_id) AS nth,
        (trust * 10000000 + early) * 1000000 + nth AS trust_early,
        (early * 1000 + trust) * 1000000 + nth AS early_trust,
        (trust * 10000000 + late) * 1000000 + nth AS trust_late,
        (late * 1000 + trust) * 1000000 + nth AS late_trust,
        (trust * 4 + (target_actor_name IS NULL)::BIGINT * 2 + (target_actor_id IS NULL)::BIGINT) AS trust_target,
        (trust * 4 + (source_actor_name IS NULL)::BIGINT * 2 + (source_actor_id IS NULL)::BIGINT) AS trust_source,
        100000000000000000 AS first
    FROM event_reports
    JOIN reports USING (report_id)
    LEFT JOIN feed_trust USING (feed)
    WHERE link_rule <> 'single'
),
ranked AS (
    SELECT
        event_id,
        report_id,
        (event_subtype IN ('unspecified', 'attack_series'))::BIGINT * first + trust_early AS kind,
        late_trust AS status,
        (
            coalesce(flags LIKE '%date_far%', false)::BIGINT * 8
            + list_position(['day', 'week', 'month', 'quarter', 'range', 'year', 'unknown'], date_precision)
        ) * first + early_trust AS time,
        (
            list_position(['exact', 'near', 'admin2', 'admin1', 'country', 'unknown'], geo_precision) * 2
            + (latitude IS NULL)::BIGINT
        ) * first + trust_early AS place,
        ((source_actor_name IS NULL)::BIGINT * 2 + (source_actor_id IS NULL)::BIGINT) * first
            + (trust_target * 10000000 + early) * 1000000 + nth AS source,
        ((target_actor_name IS NULL)::BIGINT * 2 + (target_actor_id IS NULL)::BIGINT) * first
            + (trust_source * 10000000 + early) * 1000000 + nth AS target,
        (quantity_best IS NULL)::BIGINT * first + trust_late AS quantity,
        (fatalities_best IS NULL)::BIGINT * first + trust_late AS fatalities,
        (wounded_best IS NULL)::BIGINT * first + trust_late AS wounded
    FROM claims
),
chosen AS (
    SELECT
        event_id,
        report_id,
        kind = min(kind) OVER event AS gives_kind,
        status = min(status) OVER event AS gives_status,
        time = min(time) OVER event AS gives_time,
        place = min(place) OVER event AS gives_place,
        source = min(source) OVER event AS gives_source,
        target = min(target) OVER event AS gives_target,
        quantity = min(quantity) OVER event AS gives_quantity,
        fatalities = min(fatalities) OVER event AS gives_fatalities,
        wounded = min(wounded) OVER event AS gives_wounded
    FROM ranked
    WINDOW event AS (PARTITION BY event_id)
)
SELECT
    event_id,
    report_id,
    feed,
    published_on,
    event_type,
    event_subtype,
    status,
    date_start,
    date_end,
    date_precision,
    source_actor_id,
    source_actor_name,
    source_iso3,
    target_actor_id,
    target_actor_name,
    target_iso3,
    place_id,
    place_name,
    country_iso3,
    latitude,
    longitude,
    geo_precision,
    quantity_low,
    quantity_best,
    quantity_high,
    quantity_unit,
    fatalities_low,
    fatalities_best,
    fatalities_high,
    wounded_low,
    wounded_best,
    wounded_high,
    gives_kind,
    gives_status,
    gives_time,
    gives_place,
    gives_source,
    gives_target,
    gives_quantity,
    gives_fatalities,
    gives_wounded
FROM chosen
JOIN reports USING (report_id)
