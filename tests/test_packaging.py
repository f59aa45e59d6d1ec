"""What is published says the same everywhere: metadata, addresses, workflows, the files that stand beside the code."""

import json
import re
import shutil
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from conftest import ROOT, Run
from plan_cli import __version__
from plan_cli.addresses import REPOSITORY, SITE
from plan_cli.report.records import documents

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
#: Extras for those who work on the project.
OURS = {"test", "bench", "dev", "docs"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_address_is_the_projects_own() -> None:
    """Metadata and citation name the same repository and site as the program does."""
    assert [url for url in PROJECT["urls"].values() if not url.startswith((REPOSITORY, SITE))] == []
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert (citation["repository-code"], citation["url"]) == (REPOSITORY, SITE + "/")


def test_the_citation_names_this_version() -> None:
    """Who cites it cites what was run."""
    assert yaml.safe_load(text_of("CITATION.cff"))["version"] == __version__


def test_the_extra_all_has_every_extra_but_spark() -> None:
    """Spark's client would take the place of a full pyspark, so it is asked for by name."""
    (named,) = PROJECT["optional-dependencies"]["all"]
    assert set(re.findall(r"\w+", named.partition("[")[2])) == set(PROJECT["optional-dependencies"]) - OURS - {
        "all",
        "spark",
    }


def test_the_readme_of_the_index_has_no_relative_link() -> None:
    """On the package index there is no repository around it."""
    readme = text_of("README.md")
    for each in PYPROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        readme = re.sub(each["pattern"], each["replacement"], readme)
    links = re.findall(r"\]\(([^)]+)\)", readme)
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    assert f"{REPOSITORY}/blob/main/docs/commands.md" in links


@pytest.mark.parametrize("of", ["plan", "own-profiles", *documents()])
def test_the_id_of_a_schema_is_its_address_on_the_site(run: Run, of: str) -> None:
    """An editor, or SchemaStore, finds the schema where its ``$id`` says."""
    name = {"plan": "plan-file", "own-profiles": "own-profiles"}.get(of, f"plan.{of}")
    assert json.loads(run("schema", "--of", of).out)["$id"] == f"{SITE}/schema/{name}-1.json"


def actions() -> list[str]:
    """What the workflows use, with its comment."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    return re.findall(r"^ *-? *uses: (.*)", pages, re.MULTILINE)


def test_every_action_is_pinned_to_a_commit() -> None:
    """A tag can be moved, a commit cannot; the comment names the version of the commit."""
    assert len(actions()) >= 10
    assert [each for each in actions() if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []
    names = [each.partition("@")[0] for each in set(actions())]
    assert sorted(set(names)) == sorted(names), "one action, two versions"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_begins_with_no_rights(path: Any) -> None:
    """Each job asks for the rights that it needs."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())


def test_the_versions_of_python_that_are_named_are_tested() -> None:
    """Classifiers and the matrix of the tests are the same list, on three systems."""
    prefix = "Programming Language :: Python :: 3."
    named = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if each.startswith(prefix)]
    matrix = yaml.safe_load(text_of(".github/workflows/tests.yml"))["jobs"]["inner-loop"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert len(matrix["system"]) == 3


def test_every_issue_form_asks_in_both_languages() -> None:
    """A form has a body; what it asks for is said in English and in Chinese."""
    forms = [path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) == 3
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels = [each["attributes"]["label"] for each in form["body"]]
        assert [each for each in [form["name"], *labels] if " / " not in each and each != "plan --version"] == []
        assert len({each["id"] for each in form["body"]}) == len(labels)


def test_every_link_for_language_models_leads_to_a_file() -> None:
    """llms.txt names pages that are there."""
    links = re.findall(r"\]\(([^)]+)\)", text_of("llms.txt"))
    assert len(links) >= 10
    assert [link for link in links if not (ROOT / link).exists()] == []


def docker_answers() -> bool:
    found = shutil.which("docker")
    return found is not None and subprocess.run([found, "info"], capture_output=True, timeout=60).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not docker_answers(), reason="no Docker here")
def test_the_container_is_built_and_runs_as_nobody_special() -> None:
    """The image checks a plan, and not as root."""
    subprocess.run(["docker", "build", "--quiet", "--tag", "plan-test", str(ROOT)], check=True, timeout=900)
    base = ["docker", "run", "--rm", "--network=none"]
    ran = subprocess.run([*base, "plan-test", "milestones", "--plan", "example"], capture_output=True, timeout=60)
    assert ran.returncode == 0
    who = subprocess.run([*base, "--entrypoint", "id", "plan-test", "-u"], capture_output=True, timeout=60)
    assert int(who.stdout) > 0
