-- Caught by: unknown_place_has_no_point
-- A point, and the place is not known.
UPDATE reports SET geo_precision = 'unknown' WHERE report_id = 'vowed';
