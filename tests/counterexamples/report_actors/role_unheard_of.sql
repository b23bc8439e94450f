-- Caught by: role.known_code
-- Only source and target are roles.
UPDATE report_actors SET role = 'bystander' WHERE report_id = 'fell';
