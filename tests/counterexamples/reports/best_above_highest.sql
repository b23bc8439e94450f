-- Caught by: wounded_order
-- The best number lies outside its own bounds.
UPDATE reports SET wounded_best = 9, wounded_high = 7 WHERE report_id = 'fell';
