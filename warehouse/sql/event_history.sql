-- The trail of status and date, in order of publication: announced, begun, done, slipped or cancelled.
WITH steps AS (
    SELECT event_id, 1 AS step, report_id FROM event_reports WHERE link_rule = 'single'
    UNION ALL
    SELECT event_id, row_number() OVER (PARTITION BY event_id ORDER BY published_on NULLS LAST, report_id), report_id FROM event_claims
)
SELECT event_id, step, report_id, published_on, status, date_start, date_end, date_precision
FROM steps
JOIN reports USING (report_id)
