-- Caught by: quantity_order
-- The lower bound lies above the number.
UPDATE reports SET quantity_low = 1000 WHERE report_id = 'remain';
