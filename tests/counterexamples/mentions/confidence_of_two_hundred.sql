-- Caught by: confidence_percent.in_range
-- Nobody is surer than sure.
UPDATE mentions SET confidence_percent = 200;
