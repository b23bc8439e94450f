"""The pages for people: the list of releases, and what the page of each shows."""

import json
import re

import pytest

from pipelines.release_files import PUBLIC, TEXTS
from pipelines.serving.pages import moment, size
from tests.pipelines.serving.served import NEW, OLD, page


def test_the_index_lists_the_releases_newest_first_and_marks_the_latest(get):
    listed = re.findall(
        r'<tr>\n<td><a href="/(\w+)/"><code>\w+</code></a>( <span class="mark">latest)?', page(get, "/")
    )
    assert listed == [(NEW, ' <span class="mark">latest'), (OLD, "")]


def test_a_release_page_links_every_file_with_its_facts(get, releases):
    text = page(get, f"/{NEW}/")
    shown = re.findall(r'<td><a href="([\w.]+)"><code>([\w.]+)</code></a>', text)
    assert sorted(name for _, name in shown) == sorted([f"{table.name}.parquet" for table in PUBLIC] + list(TEXTS))
    assert {name: address for address, name in shown if address != name} == {
        name: name.replace(".md", ".html") for name in TEXTS if name.endswith(".md")
    }
    assert set(re.findall(r'<a class="raw" href="(\w+\.md)" download>', text)) == {
        n for n in TEXTS if n.endswith(".md")
    }
    events = next(
        f for f in json.loads((releases / NEW / "manifest.json").read_text())["files"] if f["name"] == "events.parquet"
    )
    assert events["sha256"] in text
    assert "What happened, is happening or is planned" in text
    assert 'There is a <a href="/latest/">later release</a>' in page(get, f"/{OLD}/")


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".md")])
def test_a_markdown_file_is_a_page_with_working_links_and_stays_a_file(get, releases, name):
    text = page(get, f"/{NEW}/{name.replace('.md', '.html')}")
    assert f'<a href="{name}" download>{name}</a>' in text
    assert f'<h1 id="{TEXTS[name][0].lower().replace(" ", "-")}">{TEXTS[name][0]}</h1>' in text
    anchors = re.findall(r' id="(.+?)"', text)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r'href="#(.+?)"', text)) <= set(anchors)
    assert not re.findall(r"^\|", text, re.MULTILINE)
    assert get(f"/{NEW}/{name}").text == (releases / NEW / name).read_text("utf-8")


def test_the_codebook_page_leads_from_a_column_to_its_codes(get):
    text = page(get, "/latest/CODEBOOK.html")
    assert '<td data-label="Unit or codes"><a href="#codes-status">status</a></td>' in text
    assert '<h3 id="codes-status">status</h3>' in text
    assert '<td data-label="Table"><a href="#events">events</a></td>' in text
    assert '<h2 id="events">events</h2>' in text


def test_no_markup_of_a_source_works_on_the_page_of_a_markdown_file(get):
    text = page(get, f"/{NEW}/LICENCES.html")
    assert "&lt;b&gt;Terms&lt;/b&gt;" in text
    assert 'href="javascript:' not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(get, f"/{NEW}/CITATION.html")


def test_on_a_narrow_screen_every_cell_of_a_stacked_table_is_named(get):
    for path, named in (
        ("/", ["Made", "Events", "Reports", "Documents", "Size"]),
        (f"/{NEW}/", ["Rows", "Size", "SHA-256"]),
    ):
        text = page(get, path)
        first = re.search(r'<table class="(?:files )?stack">.*?<tr>\n(<td>.*?)</tr>', text, re.DOTALL)
        assert re.findall(r'data-label="(.+?)"', first[1]) == named
        assert "h1 { font-size" in text
        assert re.search(r"^h1 \{.*overflow-wrap: anywhere; \}$", text, re.MULTILINE)


def test_a_release_without_the_file_has_no_such_page(get, releases):
    assert get(f"/{OLD}/NEWS.html").status_code == 404
    assert get("/20200101T000000Z/CODEBOOK.html").status_code == 404


def test_a_release_page_tells_what_changed_and_how_to_cite(get, releases):
    text = page(get, f"/{NEW}/")
    assert re.search(r'<td><code>reports</code></td><td class="right">0</td><td class="right">1</td>', text)
    assert json.loads((releases / NEW / "manifest.json").read_text())["citation"] in text
    assert f"@misc{{casus_{NEW}," in text


def test_the_examples_name_this_server_and_this_release(get, server):
    text = page(get, f"/{OLD}/")
    address = f"{server.address}/{OLD}/events.parquet"
    for line in (
        f"read_parquet(&#39;{address}&#39;)",
        f"pandas.read_parquet(&#34;{address}&#34;)",
        f"curl -O {address}",
    ):
        assert line in text


def test_what_sources_say_of_themselves_is_shown_as_text(get):
    text = page(get, f"/{NEW}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<td>&lt;b&gt;Terms&lt;/b&gt;</td>" in text
    assert 'href="https://example.org/?a&amp;b"' in text
    assert "javascript:" not in text
    assert text.count("<script>") == 1


def test_pages_load_nothing_from_elsewhere(get):
    for path in ("/", f"/{NEW}/"):
        text = page(get, path)
        assert not re.findall(r"""(?:src|@import|url\()""", text)
        assert re.findall(r"<link [^>]*>", text) == ['<link rel="icon" href="data:,">']


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (22254, "22.3 kB"),
        (358_400, "358 kB"),
        (999_900, "1.0 MB"),
    ],
)
def test_sizes_are_for_people(count, shown):
    assert size(count) == shown


def test_instants_are_for_people():
    assert moment("2024-09-07T05:30:00Z") == "7 September 2024, 05:30 UTC"
