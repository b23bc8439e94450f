-- Caught by: country_iso3.well_formed
-- ISO 3166-1 alpha-2 where alpha-3 is declared.
UPDATE places SET country_iso3 = 'KR';
