-- Caught by: row_in_force_levels
-- A force level that no reader of force_levels would find.
DELETE FROM force_levels;
