-- Caught by: rows.enough
-- An empty registry: the seed was not read.
DELETE FROM actors;
