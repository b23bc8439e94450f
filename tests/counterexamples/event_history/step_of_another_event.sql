-- Caught by: report_of_the_event
-- The step rests on a report of another event.
UPDATE event_history SET report_id = 'signed' WHERE report_id = 'fell';
