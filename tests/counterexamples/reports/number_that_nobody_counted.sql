-- Caught by: quantity_state_honest
-- A zero stands where the source gives no number.
UPDATE reports SET quantity_best = 0 WHERE report_id = 'vowed';
