-- Caught by: iso3.refers
-- The code leads to a country that is not there.
UPDATE country_codes SET iso3 = 'ZZZ';
