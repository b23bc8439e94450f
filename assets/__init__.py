"""Data as Dagster sees it: thin asset bodies over `pipelines` and `warehouse`."""
