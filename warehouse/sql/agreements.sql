-- Agreements and talks: the side named first, and the other.
SELECT
    event_id,
    event_subtype,
    status,
    date_start,
    date_end,
    date_precision,
    source_actor_id AS party_actor_id,
    source_actor_name AS party_actor_name,
    source_iso3 AS party_iso3,
    target_actor_id AS counterparty_actor_id,
    target_actor_name AS counterparty_actor_name,
    target_iso3 AS counterparty_iso3,
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
WHERE event_type = 'agreement'
