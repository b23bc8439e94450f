-- Movements with the places of each role, taken from the first report that names any in that role.
WITH named AS (
    SELECT
        event_id,
        role,
        report_id,
        string_agg(report_places.place_name, '; ' ORDER BY ordinal) AS places,
        first(report_places ORDER BY ordinal) AS leading
    FROM event_reports
    JOIN report_places USING (report_id)
    GROUP BY event_id, role, report_id
),
chosen AS (
    SELECT * FROM named QUALIFY row_number() OVER (PARTITION BY event_id, role ORDER BY report_id) = 1
),
origins AS (FROM chosen WHERE role = 'from'),
destinations AS (FROM chosen WHERE role = 'to'),
sites AS (FROM chosen WHERE role = 'at')
SELECT
    events.event_id,
    event_subtype,
    status,
    date_start,
    date_end,
    date_precision,
    source_actor_id AS force_actor_id,
    source_actor_name AS force_actor_name,
    source_iso3 AS force_iso3,
    origins.places AS from_places,
    origins.leading.place_id AS from_place_id,
    origins.leading.country_iso3 AS from_country_iso3,
    origins.leading.latitude AS from_latitude,
    origins.leading.longitude AS from_longitude,
    destinations.places AS to_places,
    destinations.leading.place_id AS to_place_id,
    destinations.leading.country_iso3 AS to_country_iso3,
    destinations.leading.latitude AS to_latitude,
    destinations.leading.longitude AS to_longitude,
    sites.places AS at_places,
    sites.leading.place_id AS at_place_id,
    sites.leading.country_iso3 AS at_country_iso3,
    sites.leading.latitude AS at_latitude,
    sites.leading.longitude AS at_longitude,
    quantity_low AS troops_low,
    quantity_best AS troops_best,
    quantity_high AS troops_high,
    quantity_unit,
    report_count,
    confidence,
    first_published_on
FROM events
LEFT JOIN origins USING (event_id)
LEFT JOIN destinations USING (event_id)
LEFT JOIN sites USING (event_id)
WHERE event_type = 'troop_movement'
