-- Caught by: text_proved
-- One character more than the text that was hashed.
UPDATE documents SET text = text || '.';
