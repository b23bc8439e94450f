-- One row an event. What a single report says stands as it is; of several, each value is from the report that
-- `event_claims` ranks first for it, and low and high are over all claims; numbers of what moves over those that count it
-- in the unit of the report that gives the number.
WITH RECURSIVE roots AS (
    SELECT actor_id, coalesce('state:' || iso3, actor_id) AS root_id FROM actors WHERE parent_id IS NULL
    UNION
    SELECT part.actor_id, coalesce('state:' || part.iso3, root_id)
    FROM actors AS part JOIN roots ON part.parent_id = roots.actor_id
),
kinds AS (SELECT event_id, event_type, event_subtype FROM event_claims WHERE gives_kind),
statuses AS (SELECT event_id, status FROM event_claims WHERE gives_status),
times AS (SELECT event_id, date_start, date_end, date_precision FROM event_claims WHERE gives_time),
sources AS (SELECT event_id, source_actor_id, source_actor_name, source_iso3 FROM event_claims WHERE gives_source),
targets AS (SELECT event_id, target_actor_id, target_actor_name, target_iso3 FROM event_claims WHERE gives_target),
spots AS (
    SELECT event_id, place_id, place_name, country_iso3, latitude, longitude, geo_precision FROM event_claims WHERE gives_place
),
quantities AS (SELECT event_id, quantity_best, quantity_unit FROM event_claims WHERE gives_quantity),
killed AS (SELECT event_id, fatalities_best FROM event_claims WHERE gives_fatalities),
hurt AS (SELECT event_id, wounded_best FROM event_claims WHERE gives_wounded),
moved AS (
    SELECT
        event_id,
        min(least(claims.quantity_low, claims.quantity_best)) AS quantity_low,
        max(greatest(claims.quantity_high, claims.quantity_best)) AS quantity_high,
        min(claims.quantity_best) < max(claims.quantity_best) AS has_disagreement
    FROM event_claims AS claims
    JOIN quantities USING (event_id, quantity_unit)
    GROUP BY event_id
),
-- Who acted, as the reports have it: as one where the registry has one root for them. A name that it does not know is
-- held against other such names alone, as "militants" may be anybody.
doers AS (
    SELECT event_id,
        count(DISTINCT root_id) > 1 OR (count(root_id) = 0 AND count(DISTINCT lower(source_actor_name)) > 1) AS has_disagreement
    FROM event_claims LEFT JOIN roots ON actor_id = source_actor_id
    GROUP BY event_id
),
told AS (
    SELECT
        event_id,
        min(least(fatalities_low, fatalities_best)) AS fatalities_low,
        max(greatest(fatalities_high, fatalities_best)) AS fatalities_high,
        min(least(wounded_low, wounded_best)) AS wounded_low,
        max(greatest(wounded_high, wounded_best)) AS wounded_high,
        count(*) AS report_count,
        coalesce(
            min(status) < max(status) OR max(date_start) > min(date_end) OR min(fatalities_best) < max(fatalities_best)
            OR min(wounded_best) < max(wounded_best), false
        ) AS has_disagreement,
        min(published_on) AS first_published_on
    FROM event_claims
    GROUP BY event_id
),
tellers AS (
    SELECT event_id, count(*) AS source_count, max(confidence) AS confidence
    FROM (
        SELECT event_id, coalesce(document_id, event_claims.feed) AS teller, max(confidence) AS confidence
        FROM event_claims JOIN reports USING (report_id)
        GROUP BY ALL
    )
    GROUP BY event_id
),
merged AS (
    SELECT * REPLACE (told.has_disagreement OR doers.has_disagreement OR coalesce(moved.has_disagreement, false) AS has_disagreement)
    FROM told
    JOIN tellers USING (event_id)
    JOIN doers USING (event_id)
    JOIN kinds USING (event_id)
    JOIN statuses USING (event_id)
    JOIN times USING (event_id)
    JOIN sources USING (event_id)
    JOIN targets USING (event_id)
    JOIN spots USING (event_id)
    JOIN quantities USING (event_id)
    JOIN killed USING (event_id)
    JOIN hurt USING (event_id)
    LEFT JOIN moved USING (event_id)
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
