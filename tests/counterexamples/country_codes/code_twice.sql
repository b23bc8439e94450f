-- Caught by: key.unique
-- A join with this table would double every report.
INSERT INTO country_codes FROM country_codes;
