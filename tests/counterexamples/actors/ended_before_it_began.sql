-- Caught by: activity_order
-- The years are swapped.
UPDATE actors SET active_from = 1990, active_until = 1950;
