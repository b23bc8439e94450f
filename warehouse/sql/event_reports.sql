-- Which reports tell of one event. Reports of different documents or data sets are joined only where type, subtype,
-- acting side, place and stated time are all known and all the same; a text's own reports were merged by its coder.
WITH known AS (
    SELECT *, min(recorded_at) OVER (PARTITION BY feed, source_record_id) AS first_recorded_at
    FROM reports
    QUALIFY superseded_at IS NULL AND event_type <> 'force_level'
),
acts AS (
    SELECT
        *,
        CASE WHEN source_actor_id IS NOT NULL AND place_id IS NOT NULL AND date_start IS NOT NULL
            THEN concat_ws('|', event_type, event_subtype, source_actor_id, coalesce(target_actor_id, target_actor_name, ''),
                place_name, date_start, date_end, CASE WHEN status IN ('planned', 'possible', 'cancelled', 'denied') THEN status ELSE 'real' END)
            ELSE feed || '|' || source_record_id
        END AS act
    FROM known
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY act, feed, coalesce(document_id, snapshot_id) ORDER BY source_record_id) AS occurrence
    FROM acts
),
joined AS (
    SELECT
        *,
        first_value(feed || '|' || source_record_id) OVER same AS first_identity,
        count(*) OVER (PARTITION BY act, occurrence) AS report_count
    FROM numbered
    WINDOW same AS (PARTITION BY act, occurrence ORDER BY first_recorded_at, feed, source_record_id)
)
SELECT
    left(sha256(first_identity), 16) AS event_id,
    report_id,
    CASE WHEN report_count = 1 THEN 'single' ELSE 'same_act' END AS link_rule,
    CASE WHEN report_count = 1 THEN 'no other report tells of it'
        ELSE format('same {} by {} at {} from {} to {}', event_subtype, coalesce(source_actor_name, source_actor_id), place_name, date_start, date_end)
    END AS link_reason
FROM joined
