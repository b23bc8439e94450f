-- Caught by: quote_proved
-- The span is one character short of the words.
UPDATE report_spans SET span_end = span_end - 1 WHERE report_id = 'fell';
