"""Who publishes UCDP's data, and under which terms.

Here belong names, licence and citations. Source: the download pages of UCDP.
"""

from pipelines.licences import Licence

PUBLISHER = "Uppsala Conflict Data Program, Department of Peace and Conflict Research, Uppsala University"
LICENCE = Licence(
    "cc-by-4.0-ucdp",
    "Creative Commons Attribution 4.0 International (UCDP)",
    "https://creativecommons.org/licenses/by/4.0/",
    rows_may_be_republished=True,
    text_may_be_republished=True,
    attribution="Name the Uppsala Conflict Data Program, and the release.",
)
MEDIA_TYPES = {".csv": "text/csv", ".zip": "application/zip", ".gz": "application/gzip"}
LIMIT = 4_000_000_000
"""Bytes of the largest file: ten times GED 26.1 unpacked."""
CITATION = {
    "ged": "Sundberg, Ralph, and Erik Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of"
    " Peace Research 50(4): 523-532. With the version of the release used.",
    "candidate": "Hegre, Håvard, Mihai Croicu, Kristine Eck and Stina Högbladh (2020). Introducing the UCDP Candidate"
    " Events Dataset. Research & Politics 7(3). With the version of the release used.",
}
