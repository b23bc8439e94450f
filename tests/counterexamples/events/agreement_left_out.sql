-- Caught by: row_in_agreements
-- Readers of agreements would never see it.
DELETE FROM agreements;
