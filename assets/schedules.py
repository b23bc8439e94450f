"""When Casus builds by itself: every day."""

import dagster as dg

from assets.jobs import BUILD

daily_build = dg.ScheduleDefinition(
    name="daily_build",
    job=BUILD,
    cron_schedule="30 5 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every day at 05:30 UTC: read what is new, check it, release it.",
)
