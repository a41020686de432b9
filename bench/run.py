"""Measures what `docs/speed.md` lists: medians of whole processes, printed as ratios of one and the same run.

Figures of one run compare with each other only. Nothing here is asserted: a slow machine fails no test.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from history_case import REVISIONS
from history_case import measure as measure_history
from plan_case import plan_on_190_items

from gapsheet.load.catalog import builtin_checklists

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-18"
WORDS = ("met", "met", "partial", "unmet")


def copies(folder: Path, wanted: int) -> list[str]:
    """Write copies of the built-in checklists until a sheet of all has `wanted` items; return the pins."""
    pins = [f"{name}@1.0" for name in builtin_checklists()]
    have = sum(len(items(ROOT / "checklists" / f"{name}.yaml")) for name in builtin_checklists())
    for number, name in enumerate(builtin_checklists() * 9):
        if have >= wanted:
            break
        data = yaml.safe_load((ROOT / "checklists" / f"{name}.yaml").read_text(encoding="utf-8"))
        prefix = f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"
        data.update(id=f"{name}-{number}", prefix=prefix)
        kept = 0
        for section in data["sections"]:
            section["items"] = section["items"][: max(0, wanted - have)]
            for item in section["items"]:
                item["id"] = f"{prefix}-{item['id'].split('-')[1]}"
                item.pop("see", None)
                have, kept = have + 1, kept + 1
        data["sections"] = [section for section in data["sections"] if section["items"]]
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
        (folder / f"copy-{number}.yaml").write_text(text, encoding="utf-8")
        pins.append(f"./copy-{number}.yaml@1.0")
    return pins


def items(path: Path) -> list[str]:
    """Return the ids of a checklist file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [item["id"] for section in data["sections"] for item in section["items"]]


def sheet(folder: Path, wanted: int) -> Path:
    """Write a sheet with `wanted` items, every one answered in long form, and its JSON Schema."""
    pins = copies(folder, wanted)
    ids = []
    for pin in pins:
        name = pin.split("@")[0]
        path = folder / name if name.startswith("./") else ROOT / "checklists" / f"{name}.yaml"
        ids += items(path)
    answers = {
        name: {
            "answer": WORDS[place % 4],
            "note": "What was seen in the last review, in one sentence.",
            "owner": "dana",
            "due": "2026-12-05",
            "evidence": ["https://example.org/runs/1"],
        }
        for place, name in enumerate(ids)
    }
    data = {
        "schema": "gapsheet/answers/v1",
        "system": "Bench",
        "assessed": AS_OF,
        "checklists": pins,
        "policy": "launch",
        "answers": answers,
    }
    path = folder / "gapsheet.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return path


def medians(commands: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, float]:
    """Run every command `rounds` times, in turn, and return the median milliseconds of each."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
            taken[name].append((time.perf_counter() - start) * 1000)
            if done.returncode not in (0, 1):
                raise SystemExit(f"{name} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return {name: statistics.median(times) for name, times in taken.items()}


def row(label: str, figure: float, other: float, target: float | None) -> None:
    """Print one ratio beside its target."""
    ratio = figure / other
    verdict = "" if target is None else f"target {target:.2f}  {'reached' if ratio <= target else 'MISSED'}"
    print(f"  {label:<52} {ratio:6.2f}   {verdict}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", type=Path, required=True, help="the bin folder of the bench environment")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    tools = options.tools.resolve()
    own = Path(sys.executable).parent / "gapsheet"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = sheet(folder, 150)
        schema = folder / "answers.schema.json"
        made = subprocess.run([own, "schema", "answers", path], cwd=folder, capture_output=True, check=True, text=True)
        schema.write_text(made.stdout, encoding="utf-8")
        count = len(json.loads(made.stdout)["properties"]["answers"]["properties"])
        took = medians(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "gapsheet --version": [str(own), "--version"],
                "gapsheet check": [str(own), "check", "gapsheet.yaml", "--as-of", AS_OF],
                "gapsheet gate": [str(own), "gate", "gapsheet.yaml", "--as-of", AS_OF],
                "gapsheet report html": [str(own), "report", "-o", "gap.html", "--as-of", AS_OF],
                "check-jsonschema": [
                    str(tools / "check-jsonschema"),
                    "--schemafile",
                    "answers.schema.json",
                    "gapsheet.yaml",
                ],
                "yamllint": [str(tools / "yamllint"), "gapsheet.yaml"],
                "deon -o x.html": [str(tools / "deon"), "-o", "x.html", "-w"],
            },
            folder,
            options.rounds,
        )
        size = (folder / "gap.html").stat().st_size
        whole, shown, read = measure_history(folder / "past", 5)
    print(f"A sheet of {count} items, median of {options.rounds} whole processes, milliseconds of this run:")
    for label, figure in took.items():
        print(f"  {label:<52} {figure:6.0f}")
    print("\nRatios:")
    row("--version / python -c pass", took["gapsheet --version"], took["python -c pass"], 1.5)
    row("check / check-jsonschema", took["gapsheet check"], took["check-jsonschema"], 0.6)
    row("gate / check-jsonschema", took["gapsheet gate"], took["check-jsonschema"], 0.6)
    row("report html / deon -o x.html", took["gapsheet report html"], took["deon -o x.html"], 1.0)
    row("gate / yamllint", took["gapsheet gate"], took["yamllint"], None)
    print(f"\nHTML of {count} items in one language: {size / 1000:.0f} KB, target 400 KB")
    print(f"\nThe past of a sheet over {REVISIONS} revisions:")
    print(f"  {'gapsheet history, the whole process':<52} {whole:6.2f} s   target 1 s")
    row("reading the revisions / git show of each", read, shown, 0.1)
    row("gapsheet history / git show of each", whole, shown, None)
    print("\nThe cheapest way to pass on 190 items, in process:")
    for label, most, exact, days, seconds in plan_on_190_items():
        print(f"  {label:<52} {seconds * 1000:6.0f} ms   exact {exact}, {days} person-days (at most {most} states)")


if __name__ == "__main__":
    main()
