-- Caught by: attribution.not_blank
-- Whoever cites the data would not know whom to name.
UPDATE licences SET attribution = '';
