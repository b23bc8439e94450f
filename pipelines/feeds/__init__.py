"""One folder for each source, and nothing else: the folder is the registry (see `pipelines.feed`)."""
