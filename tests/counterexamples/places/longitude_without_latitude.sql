-- Caught by: point_whole
-- Half a point is none.
UPDATE places SET latitude = NULL;
