-- The trail of status and date, in order of publication: announced, begun, done, slipped or cancelled.
SELECT
    event_id,
    row_number() OVER (PARTITION BY event_id ORDER BY published_on NULLS LAST, report_id) AS step,
    report_id,
    published_on,
    status,
    date_start,
    date_end,
    date_precision
FROM event_reports
JOIN reports USING (report_id)
