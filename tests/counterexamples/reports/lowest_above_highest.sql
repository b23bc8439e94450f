-- Caught by: fatalities_order
-- At least ten and at most two were killed.
UPDATE reports SET fatalities_low = 10, fatalities_best = NULL, fatalities_high = 2 WHERE report_id = 'fell';
