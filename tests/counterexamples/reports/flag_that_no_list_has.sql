-- Caught by: flags.well_formed
-- A flag outside the vocabulary.
UPDATE reports SET flags = 'null_island; odd' WHERE report_id = 'vowed';
