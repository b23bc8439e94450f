-- Caught by: tells_of_one_event
-- One report is counted for two events.
INSERT INTO event_reports SELECT * REPLACE ('another-event' AS event_id) FROM event_reports WHERE report_id = 'fell';
