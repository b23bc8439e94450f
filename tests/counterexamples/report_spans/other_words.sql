-- Caught by: quote_hashed
-- The words are others than those that were hashed.
UPDATE report_spans SET quote = 'other words' WHERE report_id = 'fell';
