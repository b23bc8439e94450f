-- Caught by: troops_order
-- At least 300 and at most 200.
UPDATE troop_movements SET troops_low = 300, troops_high = 200;
