-- Caught by: system.known_code
-- Nobody can join a system that nobody knows.
UPDATE actor_codes SET system = 'wikidata';
