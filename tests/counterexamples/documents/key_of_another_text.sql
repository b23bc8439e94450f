-- Caught by: document_id_from_text
-- The key is not cut from the text's hash.
INSERT INTO documents SELECT * REPLACE ('0123456789abcdef' AS document_id) FROM documents;
