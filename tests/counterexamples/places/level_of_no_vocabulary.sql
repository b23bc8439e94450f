-- Caught by: level.known_code
-- Another source's word for the same thing is not our code.
UPDATE places SET level = 'town';
