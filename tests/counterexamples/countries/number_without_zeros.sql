-- Caught by: iso_numeric.well_formed
-- ACLED's 32 is 032, Argentina.
UPDATE countries SET iso_numeric = '32';
