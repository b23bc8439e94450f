-- Caught by: span_within_text, quote_proved
-- Offsets counted in bytes, or in another text.
UPDATE report_spans SET span_start = 9000, span_end = 9004 WHERE report_id = 'fell';
