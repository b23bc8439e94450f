-- Caught by: point_not_null_island
-- 0/0 is what a missing point becomes when it is read as a number.
UPDATE places SET latitude = 0, longitude = 0;
