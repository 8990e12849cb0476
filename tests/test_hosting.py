"""Files for those who host the atlas: each is what its program expects, and what it runs is there."""

from __future__ import annotations

import fnmatch
import importlib.resources
import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
import yaml
from dockerfile_parse import DockerfileParser

from corridor_atlas import cli

ROOT = Path(__file__).parents[1]
SCHEMAS = importlib.resources.files("check_jsonschema") / "builtin_schemas/vendor"
PAGES = ROOT / ".github/workflows/pages.yml"
COMMANDS = typer.main.get_command(cli.app)


def as_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  texts, and `on` is one


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (".github/workflows/pages.yml", "github-workflows"),
        ("compose.yaml", "compose-spec"),
        ("CITATION.cff", "citation-file-format"),
    ],
)
def test_a_file_keeps_to_the_schema_of_its_program(file, schema) -> None:
    document = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    document = {("on" if key is True else key): value for key, value in document.items()}
    if file == "CITATION.cff":
        document = json.loads(json.dumps(document, default=str))
    held = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(held)(held).validate(document)


def check_command(words: list[str]) -> None:
    """Fail when the program has no such command or the command no such option."""
    named = COMMANDS.commands[words[0]]  # type: ignore[attr-defined]
    options = {one for parameter in named.params for one in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= options


def test_the_workflow_runs_commands_that_there_are() -> None:
    (job,) = as_yaml(PAGES)["jobs"].values()
    lines = [shlex.split(one["run"]) for one in job["steps"] if "run" in one]
    ours = [line[1:] for line in lines if line[0] == "corridor-atlas"]
    assert [words[0] for words in ours] == ["validate", "publish"]
    for words in ours:
        check_command(words)
    extras = {one for line in lines for word in line for one in re.findall(r"\.\[([\w,]+)\]", word)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert extras
    assert extras <= set(project["optional-dependencies"])
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", one["uses"]) for one in job["steps"] if "uses" in one)


# --- the container ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def docker() -> list[dict[str, Any]]:
    """The instructions of the Dockerfile."""
    return list(DockerfileParser(str(ROOT / "Dockerfile"), fileobj=None).structure)


def values(docker: list[dict[str, Any]], name: str) -> list[str]:
    return [one["value"] for one in docker if one["instruction"] == name]


def let_through() -> list[str]:
    """What `.dockerignore` gives to whoever builds."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    return [line[1:] for line in lines if line.startswith("!")]


def test_what_is_copied_is_there_and_let_through(docker) -> None:
    sources = [word for value in values(docker, "COPY") for word in shlex.split(value)[:-1]]
    assert {"src", "geodata", "layers", "requirements.txt"} <= set(sources)
    assert [one for one in sources if not (ROOT / one).exists()] == []
    assert [one for one in sources if one not in let_through()] == []
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert {one.split("/")[0] for one in wheel["wheel"]["only-include"]} <= set(sources)


def test_the_image_runs_as_nobody_in_particular_and_is_looked_after(docker) -> None:
    last = values(docker, "FROM")[-1]
    assert last.endswith("AS app")
    assert values(docker, "USER")[-1] == "10001"
    assert "/_stcore/health" in values(docker, "HEALTHCHECK")[0]
    (program,) = json.loads(values(docker, "ENTRYPOINT")[0])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert program in scripts
    check_command(json.loads(values(docker, "CMD")[-1]))


def test_every_line_of_the_image_is_a_sound_shell_command(docker) -> None:
    for line in values(docker, "RUN"):
        done = subprocess.run(["sh", "-n"], input=line, text=True, capture_output=True, check=False)
        assert done.returncode == 0, (line, done.stderr)


def test_the_pinned_libraries_are_found_by_the_line_that_installs_them() -> None:
    kept = subprocess.run(
        ["grep", "--invert-match", "^-e", "requirements.txt"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.+]+", line) for line in kept)
    assert any(line.startswith("streamlit==") for line in kept)


def test_the_container_may_write_nowhere_but_in_memory() -> None:
    services = as_yaml(ROOT / "compose.yaml")["services"]
    assert {one["read_only"] for one in services.values()} == {"true"}
    assert {tuple(one["cap_drop"]) for one in services.values()} == {("ALL",)}
    atlas, proxy = services["atlas"], services["proxy"]
    assert atlas["tmpfs"][0].startswith("/tmp:")  # noqa: S108
    assert "ports" not in atlas, "nobody passes the proxy by"
    assert proxy["depends_on"]["atlas"]["condition"] == "service_healthy"
    mounted = proxy["volumes"][0].split(":")[0]
    assert (ROOT / mounted).is_file()


def test_the_proxy_closes_what_is_nobodys_business() -> None:
    said = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
    for wanted in ("frame-ancestors 'self'", "object-src 'none'", "nosniff", "/_stcore/metrics", "lb_policy cookie"):
        assert wanted in said
    for name in ("Caddyfile", "Caddyfile.folder"):
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        assert text.count("{") == text.count("}")


# --- where developers and others work --------------------------------------------------------------


def test_the_place_for_developers_is_built_from_the_same_file(docker) -> None:
    said = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    build = said["build"]
    assert (ROOT / ".devcontainer" / build["dockerfile"]).resolve() == ROOT / "Dockerfile"
    assert (ROOT / ".devcontainer" / build["context"]).resolve() == ROOT
    assert any(one.endswith(f"AS {build['target']}") for one in values(docker, "FROM"))
    assert said["forwardPorts"] == [8501]
    assert said["remoteUser"] in set(values(docker, "USER"))
    for step in said["postCreateCommand"].split(" && "):
        assert shlex.split(step)[0] in ("pip", "npm")


def test_packages_of_the_system_have_names_of_packages() -> None:
    """One a line and nothing else: Community Cloud reads no comments."""
    lines = (ROOT / "packages.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not fnmatch.fnmatch(line, "[a-z]*") or " " in line] == []


def test_community_cloud_finds_its_page_and_its_libraries() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert (ROOT / "app.py").is_file()
    assert (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1] == "-e ."
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["headless"] is True
