-- Caught by: date_day_is_one_day
-- A whole month passes for a day.
UPDATE reports SET date_start = '2024-09-01', date_end = '2024-09-30' WHERE report_id = 'vowed';
