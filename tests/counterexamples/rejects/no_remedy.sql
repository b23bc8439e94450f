-- Caught by: remedy.not_blank
-- A refusal that does not say what to do.
UPDATE rejects SET remedy = E'\n';
