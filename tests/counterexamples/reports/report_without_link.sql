-- Caught by: link_for_each
-- A current report has no link in force.
UPDATE report_links SET superseded_at = '2024-10-03 06:30:00+00' WHERE report_id = 'fell';
