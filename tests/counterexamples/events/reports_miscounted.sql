-- Caught by: report_count_counted
-- Two reports are claimed and one is there.
UPDATE events SET report_count = 2 WHERE event_type = 'attack';
