-- Caught by: key.unique
-- A join with this table would double every event.
INSERT INTO places FROM places;
