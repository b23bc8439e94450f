-- Speech acts about forces: who speaks, and whom it is about.
SELECT
    event_id,
    event_subtype,
    status,
    date_start,
    date_end,
    date_precision,
    source_actor_id AS speaker_actor_id,
    source_actor_name AS speaker_actor_name,
    source_iso3 AS speaker_iso3,
    target_actor_id AS addressee_actor_id,
    target_actor_name AS addressee_actor_name,
    target_iso3 AS addressee_iso3,
    place_id,
    place_name,
    country_iso3,
    latitude,
    longitude,
    geo_precision,
    report_count,
    confidence,
    first_published_on
FROM events
WHERE event_type = 'statement'
