-- Caught by: event_subtype.fits_type
-- A ceasefire is no attack.
UPDATE reports SET event_subtype = 'ceasefire' WHERE report_id = 'fell-before';
