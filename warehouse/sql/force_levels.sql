-- Observations stay as their sources gave them: no two are merged.
SELECT
    report_id,
    event_subtype AS level_type,
    status,
    date_start,
    date_end,
    date_precision,
    source_actor_id AS force_actor_id,
    source_actor_name AS force_actor_name,
    source_iso3 AS force_iso3,
    place_id,
    place_name,
    country_iso3,
    latitude,
    longitude,
    geo_precision,
    quantity_low AS troops_low,
    quantity_best AS troops_best,
    quantity_high AS troops_high,
    quantity_kind,
    quantity_state AS state,
    coalesce(documents.publisher, feeds.publisher) AS said_by,
    reports.published_on,
    confidence
FROM reports
JOIN feeds USING (feed)
LEFT JOIN documents USING (document_id)
WHERE event_type = 'force_level' AND superseded_at IS NULL
