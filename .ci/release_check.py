"""
Say what keeps a build from being published.

Usage: ``python .ci/release_check.py PROJECT BUILD AGAIN SBOM``: the project file, the
folder of a build, the folder of another build of the same commit elsewhere, and the
bill of materials.
"""

from __future__ import annotations

import email
import hashlib
import json
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

LARGEST = 2_000_000
WANTED = ("License-Expression", "Requires-Python", "Summary", "Keywords", "Author")
# What a wheel may hold beside Python; fonts and pictures would need a notice.
KNOWN = {".css", ".mo", ".py", ".toml", ".txt", ".typ", ".typed", ".xml"}


def differences(build: Path, again: Path) -> list[str]:
    """Name the files that two builds of one commit do not share byte for byte."""
    ours, theirs = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in each}
        for each in (sorted(build.iterdir()), sorted(again.iterdir()))
    )
    return [
        f"{name}: another build gives other bytes"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]


def wheel_problems(wheel: Path, project: dict[str, Any]) -> list[str]:
    """Say what is wrong with a wheel."""
    problems: list[str] = []
    size = wheel.stat().st_size
    if size >= LARGEST:
        problems.append(f"{wheel.name}: {size} bytes, the limit is {LARGEST}")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (head,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(head))
    info = head.rpartition("/")[0]
    for name in names:
        inside = name.startswith("lzeval/")
        if not inside and not name.startswith(f"{info}/"):
            problems.append(f"{name}: does not belong to the package")
        elif inside and Path(name).suffix not in KNOWN:
            problems.append(f"{name}: files of this kind are not expected")
    problems += [f"{key} is missing" for key in WANTED if not metadata[key]]
    if metadata["Version"] != project["version"]:
        problems.append(f"version {metadata['Version']} is not {project['version']}")
    problems += [
        f"{name}: is not in the wheel"
        for name in project["license-files"]
        if f"{info}/licenses/{name}" not in names
    ]
    if not metadata.get_payload():
        problems.append("the description is empty")
    return problems


def sbom_problems(sbom: Path, project: dict[str, Any]) -> list[str]:
    """Say what is wrong with the bill of materials."""
    bill = json.loads(sbom.read_text("utf-8"))
    subject = bill["metadata"]["component"]
    problems: list[str] = []
    if (subject["name"], subject["version"]) != (project["name"], project["version"]):
        problems.append(f"the bill of materials is about {subject['name']}")
    listed = {component["name"]: component for component in bill["components"]}
    needed: list[str] = project["dependencies"]
    problems += [
        f"{name}: is not in the bill of materials"
        for name in (requirement.partition(">")[0] for requirement in needed)
        if name not in listed
    ]
    problems += [
        f"{name}: has no licence in the bill of materials"
        for name, component in listed.items()
        if not component.get("licenses")
    ]
    return problems


def main(arguments: list[str]) -> int:
    """Print what is wrong; the exit code says whether anything is."""
    file, build, again, sbom = map(Path, arguments)
    project = tomllib.loads(file.read_text("utf-8"))["project"]
    (wheel,) = build.glob("*.whl")
    problems = [
        *differences(build, again),
        *wheel_problems(wheel, project),
        *sbom_problems(sbom, project),
    ]
    print(*problems, sep="\n", end="\n" if problems else "")
    if not problems:
        print(f"{wheel.name}: {wheel.stat().st_size} bytes, twice the same")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
