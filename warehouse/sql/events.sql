-- One row an event. What a single report says stands as it is; of several, each value is from the report that
-- `event_claims` ranks first for it, and low and high are over all claims; numbers of what moves over those that count it
-- in the unit of the report that gives the number.
WITH counted AS (
    SELECT *, coalesce(quantity_unit = any_value(quantity_unit) FILTER (gives_quantity) OVER (PARTITION BY event_id), false) AS has_unit
    FROM event_claims
),
merged AS (
    SELECT
        event_id,
        any_value(event_type) FILTER (gives_kind) AS event_type,
        any_value(event_subtype) FILTER (gives_kind) AS event_subtype,
        any_value(claims.status) FILTER (gives_status) AS status,
        any_value(claims.date_start) FILTER (gives_time) AS date_start,
        any_value(claims.date_end) FILTER (gives_time) AS date_end,
        any_value(claims.date_precision) FILTER (gives_time) AS date_precision,
        any_value(claims.source_actor_id) FILTER (gives_source) AS source_actor_id,
        any_value(claims.source_actor_name) FILTER (gives_source) AS source_actor_name,
        any_value(claims.source_iso3) FILTER (gives_source) AS source_iso3,
        any_value(claims.target_actor_id) FILTER (gives_target) AS target_actor_id,
        any_value(claims.target_actor_name) FILTER (gives_target) AS target_actor_name,
        any_value(claims.target_iso3) FILTER (gives_target) AS target_iso3,
        any_value(claims.place_id) FILTER (gives_place) AS place_id,
        any_value(claims.place_name) FILTER (gives_place) AS place_name,
        any_value(claims.country_iso3) FILTER (gives_place) AS country_iso3,
        any_value(claims.latitude) FILTER (gives_place) AS latitude,
        any_value(claims.longitude) FILTER (gives_place) AS longitude,
        any_value(claims.geo_precision) FILTER (gives_place) AS geo_precision,
        min(least(claims.quantity_low, claims.quantity_best)) FILTER (has_unit) AS quantity_low,
        any_value(claims.quantity_best) FILTER (gives_quantity) AS quantity_best,
        max(greatest(claims.quantity_high, claims.quantity_best)) FILTER (has_unit) AS quantity_high,
        any_value(claims.quantity_unit) FILTER (gives_quantity) AS quantity_unit,
        min(least(claims.fatalities_low, claims.fatalities_best)) AS fatalities_low,
        any_value(claims.fatalities_best) FILTER (gives_fatalities) AS fatalities_best,
        max(greatest(claims.fatalities_high, claims.fatalities_best)) AS fatalities_high,
        min(least(claims.wounded_low, claims.wounded_best)) AS wounded_low,
        any_value(claims.wounded_best) FILTER (gives_wounded) AS wounded_best,
        max(greatest(claims.wounded_high, claims.wounded_best)) AS wounded_high,
        count(*) AS report_count,
        count(DISTINCT coalesce(document_id, claims.feed)) AS source_count,
        count(DISTINCT claims.status) > 1 OR max(claims.date_start) > min(claims.date_end) OR count(DISTINCT claims.fatalities_best) > 1
            OR count(DISTINCT claims.wounded_best) > 1 OR count(DISTINCT claims.quantity_best) FILTER (has_unit) > 1 AS has_disagreement,
        max(confidence) AS confidence,
        min(claims.published_on) AS first_published_on
    FROM counted AS claims
    JOIN reports USING (report_id, event_type, event_subtype)
    GROUP BY event_id
)
SELECT
    event_id,
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
    least(quantity_low, quantity_best) AS quantity_low,
    quantity_best,
    greatest(quantity_high, quantity_best) AS quantity_high,
    quantity_unit,
    least(fatalities_low, fatalities_best) AS fatalities_low,
    fatalities_best,
    greatest(fatalities_high, fatalities_best) AS fatalities_high,
    least(wounded_low, wounded_best) AS wounded_low,
    wounded_best,
    greatest(wounded_high, wounded_best) AS wounded_high,
    1 AS report_count,
    1 AS source_count,
    false AS has_disagreement,
    confidence,
    published_on AS first_published_on
FROM event_reports
JOIN reports USING (report_id)
WHERE link_rule = 'single'
UNION ALL BY NAME
FROM merged
