-- Caught by: report_in_history
-- The trail lacks a step.
DELETE FROM event_history WHERE report_id = 'fell';
