-- Caught by: country_has_no_point_of_its_own
-- A table's row names only a country, and shows the middle of it.
UPDATE reports SET document_id = NULL, geo_precision = 'country', latitude = 33, longitude = 44 WHERE report_id = 'vowed';
