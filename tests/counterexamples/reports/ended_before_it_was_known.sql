-- Caught by: clock_order
-- Superseded a year before it was recorded.
UPDATE reports SET superseded_at = '2023-10-01 06:30:00+00' WHERE report_id = 'fell-before';
