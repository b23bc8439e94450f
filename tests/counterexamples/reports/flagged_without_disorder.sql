-- Caught by: fatalities_order
-- The bounds are in order and flagged as if they were not.
UPDATE reports SET fatalities_low = 1, fatalities_best = 2, fatalities_high = 3, flags = 'fatalities_disorder' WHERE report_id = 'fell';
