-- Caught by: latitude.in_range
-- No place lies 95 degrees north.
UPDATE places SET latitude = 95;
