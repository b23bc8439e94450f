-- Caught by: document_id.refers
-- The text that it rests on is in no row.
UPDATE reports SET document_id = 'ffffffffffffffff' WHERE report_id = 'vowed';
