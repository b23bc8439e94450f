-- What each report of an event with several says, side by side, and which of its values the event takes: the rules of
-- merging, each a ranking of the event's reports whose first gives the value. Trust is `feed_trust.trust_rank`.
WITH claims AS (
    SELECT
        event_reports.event_id,
        reports.*,
        coalesce(trust_rank, 100) AS trust_rank,
        event_subtype IN ('unspecified', 'attack_series') AS is_open_kind,
        coalesce(flags LIKE '%date_far%', false) AS is_far,
        list_position(['day', 'week', 'month', 'quarter', 'range', 'year', 'unknown'], date_precision) AS date_rank,
        list_position(['exact', 'near', 'admin2', 'admin1', 'country', 'unknown'], geo_precision) AS geo_rank
    FROM event_reports
    JOIN reports USING (report_id)
    LEFT JOIN feed_trust USING (feed)
    WHERE link_rule <> 'single'
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
    row_number() OVER (PARTITION BY event_id ORDER BY is_open_kind, trust_rank, published_on NULLS LAST, report_id) = 1 AS gives_kind,
    row_number() OVER (PARTITION BY event_id ORDER BY published_on DESC NULLS LAST, trust_rank, report_id) = 1 AS gives_status,
    row_number() OVER (PARTITION BY event_id ORDER BY is_far, date_rank, published_on NULLS LAST, trust_rank, report_id) = 1 AS gives_time,
    row_number() OVER (PARTITION BY event_id ORDER BY geo_rank, latitude IS NULL, trust_rank, published_on NULLS LAST, report_id) = 1 AS gives_place,
    row_number() OVER (PARTITION BY event_id ORDER BY source_actor_name IS NULL, source_actor_id IS NULL, trust_rank, published_on NULLS LAST, report_id) = 1 AS gives_source,
    row_number() OVER (PARTITION BY event_id ORDER BY target_actor_name IS NULL, target_actor_id IS NULL, trust_rank, published_on NULLS LAST, report_id) = 1 AS gives_target,
    row_number() OVER (PARTITION BY event_id ORDER BY quantity_best IS NULL, trust_rank, published_on DESC NULLS LAST, report_id) = 1 AS gives_quantity,
    row_number() OVER (PARTITION BY event_id ORDER BY fatalities_best IS NULL, trust_rank, published_on DESC NULLS LAST, report_id) = 1 AS gives_fatalities,
    row_number() OVER (PARTITION BY event_id ORDER BY wounded_best IS NULL, trust_rank, published_on DESC NULLS LAST, report_id) = 1 AS gives_wounded
FROM claims
