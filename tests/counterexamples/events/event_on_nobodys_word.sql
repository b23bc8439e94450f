-- Caught by: has_reports, report_count_counted
-- No report tells of it.
DELETE FROM event_reports WHERE report_id = 'fell';
