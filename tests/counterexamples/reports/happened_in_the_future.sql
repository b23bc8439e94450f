-- Caught by: occurred_before_told
-- A plan that was coded as done: told on 27 September, done on 30 September.
UPDATE reports SET date_start = '2024-09-30', date_end = '2024-09-30' WHERE report_id = 'fell';
