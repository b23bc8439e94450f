-- One row an event. The rules: status from the latest report; time and place from the report that has them most precisely,
-- the earliest among equals; actors from the first report that names them; low and high over all claims, best from the latest.
WITH claims AS (
    SELECT
        event_reports.event_id,
        reports.*,
        list_position(['day', 'week', 'month', 'quarter', 'range', 'year', 'unknown'], date_precision) AS date_rank,
        list_position(['exact', 'near', 'admin2', 'admin1', 'country', 'unknown'], geo_precision) AS geo_rank
    FROM event_reports
    JOIN reports USING (report_id)
),
merged AS (
    SELECT
        event_id,
        first(claims ORDER BY published_on DESC NULLS LAST, report_id) AS latest,
        first(claims ORDER BY date_rank, published_on NULLS LAST, report_id) AS dated,
        first(claims ORDER BY geo_rank, published_on NULLS LAST, report_id) AS placed,
        first(claims ORDER BY source_actor_name IS NULL, published_on NULLS LAST, report_id) AS sourced,
        first(claims ORDER BY target_actor_name IS NULL, published_on NULLS LAST, report_id) AS targeted,
        first(claims ORDER BY quantity_best IS NULL, published_on DESC NULLS LAST, report_id) AS counted,
        first(fatalities_best ORDER BY published_on DESC NULLS LAST, report_id) FILTER (fatalities_best IS NOT NULL) AS fatalities_best,
        first(wounded_best ORDER BY published_on DESC NULLS LAST, report_id) FILTER (wounded_best IS NOT NULL) AS wounded_best,
        min(least(quantity_low, quantity_best)) AS quantity_low,
        max(greatest(quantity_high, quantity_best)) AS quantity_high,
        min(least(fatalities_low, fatalities_best)) AS fatalities_low,
        max(greatest(fatalities_high, fatalities_best)) AS fatalities_high,
        min(least(wounded_low, wounded_best)) AS wounded_low,
        max(greatest(wounded_high, wounded_best)) AS wounded_high,
        count(*) AS report_count,
        count(DISTINCT coalesce(document_id, snapshot_id)) AS source_count,
        count(DISTINCT status) > 1 OR count(DISTINCT (date_start, date_end)) > 1 OR count(DISTINCT fatalities_best) > 1
            OR count(DISTINCT wounded_best) > 1 OR count(DISTINCT quantity_best) > 1 AS has_disagreement,
        max(confidence) AS confidence,
        min(published_on) AS first_published_on
    FROM claims
    GROUP BY event_id
)
SELECT
    event_id,
    latest.event_type AS event_type,
    latest.event_subtype AS event_subtype,
    latest.status AS status,
    dated.date_start AS date_start,
    dated.date_end AS date_end,
    dated.date_precision AS date_precision,
    sourced.source_actor_id AS source_actor_id,
    sourced.source_actor_name AS source_actor_name,
    sourced.source_iso3 AS source_iso3,
    targeted.target_actor_id AS target_actor_id,
    targeted.target_actor_name AS target_actor_name,
    targeted.target_iso3 AS target_iso3,
    placed.place_id AS place_id,
    placed.place_name AS place_name,
    placed.country_iso3 AS country_iso3,
    placed.latitude AS latitude,
    placed.longitude AS longitude,
    placed.geo_precision AS geo_precision,
    quantity_low,
    counted.quantity_best AS quantity_best,
    quantity_high,
    counted.quantity_unit AS quantity_unit,
    fatalities_low,
    fatalities_best,
    fatalities_high,
    wounded_low,
    wounded_best,
    wounded_high,
    report_count,
    source_count,
    has_disagreement,
    confidence,
    first_published_on
FROM merged
