-- Attacks, with the weapon from the first report that names one.
WITH weapons AS (
    SELECT event_id, first(weapon ORDER BY published_on NULLS LAST, report_id) AS weapon
    FROM event_reports
    JOIN reports USING (report_id)
    WHERE weapon IS NOT NULL
    GROUP BY event_id
)
SELECT
    event_id,
    event_subtype,
    status,
    date_start,
    date_end,
    date_precision,
    source_actor_id AS attacker_actor_id,
    source_actor_name AS attacker_actor_name,
    source_iso3 AS attacker_iso3,
    target_actor_id,
    target_actor_name,
    target_iso3,
    place_id,
    place_name,
    country_iso3,
    latitude,
    longitude,
    geo_precision,
    weapon,
    fatalities_low,
    fatalities_best,
    fatalities_high,
    wounded_low,
    wounded_best,
    wounded_high,
    report_count,
    confidence,
    first_published_on
FROM events
LEFT JOIN weapons USING (event_id)
WHERE event_type = 'attack'
