-- Caught by: report_tells_of_an_event
-- A version that was superseded still counts.
UPDATE event_reports SET report_id = 'fell-before' WHERE report_id = 'fell';
UPDATE event_history SET report_id = 'fell-before' WHERE report_id = 'fell';
