-- Caught by: link_for_each, one_current_version, tells_of_one_event
-- A correction came in and the old version was not ended.
UPDATE reports SET superseded_at = NULL WHERE report_id = 'fell-before';
