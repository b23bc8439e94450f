-- What each report of an event with several says, side by side, and which of its values the event takes: the rules of
-- merging, each the least of the event's reports in some order. Trust is `feed_trust.trust_rank`; early and late count
-- days of publication, a report that does not say when comes last in both.
WITH claims AS (
    SELECT
        event_reports.event_id,
        reports.*,
        coalesce(trust_rank, 100) AS trust,
        coalesce(published_on - DATE '1970-01-01', 1000000) AS early,
        coalesce(DATE '1970-01-01' - published_on, 1000000) AS late
    FROM event_reports
    JOIN reports USING (report_id)
    LEFT JOIN feed_trust USING (feed)
    WHERE link_rule <> 'single'
),
chosen AS (
    SELECT
        event_id,
        arg_min(report_id, (event_subtype IN ('unspecified', 'attack_series'), trust, early, report_id)) AS of_kind,
        arg_min(report_id, (late, trust, report_id)) AS of_status,
        arg_min(report_id, (
            coalesce(flags LIKE '%date_far%', false),
            list_position(['day', 'week', 'month', 'quarter', 'range', 'year', 'unknown'], date_precision),
            early, trust, report_id
        )) AS of_time,
        arg_min(report_id, (
            list_position(['exact', 'near', 'admin2', 'admin1', 'country', 'unknown'], geo_precision),
            latitude IS NULL, trust, early, report_id
        )) AS of_place,
        arg_min(report_id, (source_actor_name IS NULL, source_actor_id IS NULL, trust, early, report_id)) AS of_source,
        arg_min(report_id, (target_actor_name IS NULL, target_actor_id IS NULL, trust, early, report_id)) AS of_target,
        arg_min(report_id, (quantity_best IS NULL, trust, late, report_id)) AS of_quantity,
        arg_min(report_id, (fatalities_best IS NULL, trust, late, report_id)) AS of_fatalities,
        arg_min(report_id, (wounded_best IS NULL, trust, late, report_id)) AS of_wounded
    FROM claims
    GROUP BY event_id
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
    report_id = of_kind AS gives_kind,
    report_id = of_status AS gives_status,
    report_id = of_time AS gives_time,
    report_id = of_place AS gives_place,
    report_id = of_source AS gives_source,
    report_id = of_target AS gives_target,
    report_id = of_quantity AS gives_quantity,
    report_id = of_fatalities AS gives_fatalities,
    report_id = of_wounded AS gives_wounded
FROM claims
JOIN chosen USING (event_id)
