-- Caught by: date_order
-- The last day lies before the first.
UPDATE reports SET date_start = '2024-09-28' WHERE report_id = 'vowed';
