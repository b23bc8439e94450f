-- Caught by: another_id
-- A redirect that leads to where it starts.
INSERT INTO event_redirects VALUES ('an-event', 'an-event', 'merge', 'fell', '2024-10-02 06:30:00+00');
