#!/usr/bin/env python3
"""Two data sets with many brothers and sisters, but hardly any child in both.

    python3 tests/e2e/siblings.py --bin build/dev/bin [--people 8000] [--seed 1] [--shared 25]

In each family of a made-up city, the school takes one child and the health service the next, in turn;
only --shared children are in both. The linker must not link siblings as one person, and must find most
of the few shared children. The report must not show an estimate of precision."""
import argparse
import collections
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ("school", "health")
LEVELS = ("grouped", "detailed", "banded")
LEAST_PRECISION = 0.8
LEAST_RECALL = 0.8


def run(*command):
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{command}: status {result.returncode}\n{result.stdout}{result.stderr}")


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def households(people):
    """Lists of people, by the address and the surname of the first record of each."""
    homes = collections.defaultdict(list)
    for person, records in people.items():
        row = next(iter(records.values()))
        home = tuple(row[c].replace(" ", "").lower() for c in ("surname", "house", "street"))
        homes[home if all(home) else person].append(person)
    return homes.values()


def part(city, seed, shared):
    """By file: person -> row. Hardly any person is in both files, but most families are."""
    people = collections.defaultdict(dict)
    person_of = {(r["file"], r["local_id"]): r["person"] for r in rows(city / "truth.csv")}
    for file in FILES:
        for row in rows(city / f"{file}.csv"):
            people[person_of[file, row["local_id"]]][file] = row
    people = {p: people[p] for p in sorted(people) if len(people[p]) == len(FILES)}
    chance = random.Random(seed)
    both = set(chance.sample(list(people), shared))
    held = {file: {} for file in FILES}
    for family in households(people):
        turn = chance.randrange(2)
        for i, person in enumerate(family):
            for file in FILES if person in both else [FILES[(turn + i) % 2]]:
                held[file][person] = people[person][file]
    return held


def write(held, folder):
    for file, people in held.items():
        with open(folder / f"{file}.csv", "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, next(iter(people.values())).keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(people.values())


def people_by_study_id(held, folder, file):
    person_of = {row["local_id"]: person for person, row in held[file].items()}
    return {r["study_id"]: person_of[r["local_id"]] for r in rows(folder / f"{file}.ids.csv")}


def holds(held, folder, level, shared):
    left, right = (people_by_study_id(held, folder, file) for file in FILES)
    links = [(left[study_id], right[study_id]) for study_id in left.keys() & right.keys()]
    correct = sum(a == b for a, b in links)
    report = json.loads((folder / "parties/linker/results/report.json").read_text())
    (result,) = report["pairs"][0]["passes"]
    print(f"{level}: {len(links)} links, {correct} right, of {shared} matches; "
          f"{result['left_records']} and {result['right_records']} records; "
          f"estimated precision {result.get('estimated_precision', 'none')}")
    return (correct >= LEAST_PRECISION * len(links) and correct >= LEAST_RECALL * shared
            and result["unestimated"] and "estimated_precision" not in result)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--people", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=int, default=25)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        run(options.bin / "tally-people", "--people", options.people, "--seed", options.seed,
            "--out", work / "city")
        held = part(work / "city", options.seed, options.shared)
        write(held, work)
        for level in LEVELS:
            run(ROOT / "scripts/rehearse", "--bin", options.bin, "--level", level,
                "--out", work / level, *[work / f"{file}.csv" for file in FILES])
        held_up = [holds(held, work / level, level, options.shared) for level in LEVELS]
    return 0 if all(held_up) else 1


if __name__ == "__main__":
    sys.exit(main())
