#!/usr/bin/env python3
"""Rehearses the linkage tasks with known truth and compares the results with their bars.

    tests/e2e/bars.py [--bin DIR] [--data DIR] [--quick] [--only TASK,...] [--seeds 1,2,3]

The tasks are the folders of ../shared/data/linkage beside the source tree; without them it says so
and exits 77. scripts/rehearse plays each task, with a different secret for each seed. The task is scored
here from the study ids and the truth, and again by tally-linker evaluate, which must agree. A bar is
for the mean over the seeds, rounded to the bar's three decimal places.
"""

import argparse
import concurrent.futures
import csv
import itertools
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
SKIPPED = 77
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True)
class Task:
    name: str
    data: str  # which data: see files_of()
    files: tuple
    level: str = "detailed"
    keys: str = ""
    f1: float | None = None  # bars; None: scored, not judged
    precision: float | None = None
    twin_recall: float | None = None
    near: str = ""  # F1 at most .01 below that task's
    quick: bool = False


TWO = ("a", "b")
KIDS = ("health", "social")
TASKS = (
    Task("febrl4", "febrl4", TWO, f1=.999, precision=1.0, quick=True),
    Task("ons", "ons_exercise", TWO, f1=.980, precision=.990, quick=True),
    Task("ons grouped", "ons_exercise", TWO, level="grouped", near="ons"),
    Task("ons raw dates", "raw/ons_exercise", TWO),
    Task("historical", "historical_50k", TWO, f1=.910, precision=.968),
    Task("anonlink", "anonlink_1x2", TWO, f1=.972, precision=.990),
    Task("ds_time", "ds_time", TWO, f1=.960),
    Task("kids", "kids_1", KIDS, f1=.990, precision=.994, twin_recall=.97, quick=True),
    Task("kids grouped", "kids_1", KIDS, level="grouped", near="kids"),
    Task("kids keys", "kids_1", KIDS, keys="nhs_number,upn", f1=.995, precision=.998,
         twin_recall=.97),
    Task("kids three-way", "kids_1", ("health", "social", "school"), f1=.995, precision=.998,
         twin_recall=.97),
    Task("kids health school", "kids_1", ("health", "school")),
    Task("kids single", "kids_1", KIDS, level="single"),
    Task("febrl1 within", "raw/febrl/1", ("one",), level="grouped", f1=.985, precision=.995),
    Task("febrl2 within", "raw/febrl/2", ("one",), level="grouped", f1=.965, precision=.995),
    Task("febrl3 within", "raw/febrl/3", ("one",), level="grouped", f1=.945, precision=.995),
    Task("people", "people", ("school", "social", "health")),
    Task("people keys", "people", ("school", "social", "health"), keys="nhs_number,upn"),
)


# ---- The data --------------------------------------------------------------------------------

def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def iso_of(text):
    """A date of the ONS exercise: 05/03/92, 05-03-92, 08-Mar-83 or 03 March 1989, day first."""
    if not text:
        return ""
    day, month, year = text.replace("/", " ").replace("-", " ").split()
    if month.isalpha():
        month = MONTHS.index(month[:3].lower()) + 1
    return f"{year if len(year) == 4 else '19' + year}-{int(month):02}-{day}"


def convert_ons(data, out):
    truth = []
    for side in TWO:
        rows = []
        for row in read(data / "raw" / "ons_exercise" / f"working_data_{side}.csv"):
            cell = lambda name: row[f"{name}_{side}"]
            rows.append([cell("ident"), cell("firstname"), cell("middlename"), cell("surname"),
                         iso_of(cell("dob")), cell("sex"), cell("postcode")])
            truth.append([side, cell("ident"), row["ident_b"] or row["ident_a"]])
        write(out / f"{side}.csv", ["local_id", "forename", "middle_names", "surname",
                                    "date_of_birth", "sex", "postcode"], rows)
    write(out / "truth.csv", ["file", "local_id", "person"], truth)


def convert_febrl(data, number, out):
    rows, truth = [], []
    for row in read(data / "raw" / "febrl" / f"dataset{number}.csv"):
        row = {key.strip(): value.strip() for key, value in row.items()}
        born = row["date_of_birth"]
        rows.append([row["rec_id"], row["given_name"], row["surname"],
                     f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else "",
                     row["postcode"], row["street_number"], row["address_1"], row["suburb"]])
        truth.append(["one", row["rec_id"], row["rec_id"].split("-")[1]])
    write(out / "one.csv", ["local_id", "forename", "surname", "date_of_birth", "postcode",
                            "house", "street", "town"], rows)
    write(out / "truth.csv", ["file", "local_id", "person"], truth)


def folder_of(name, data, work, programs):
    """The folder with a task's CSVs and truth.csv; made here if the data is not canonical."""
    out = work / name.replace("/", "-")
    if name == "people":
        run([programs / "tally-people", "--people", "20000", "--seed", "12", "--out", out])
    elif name == "raw/ons_exercise":
        out.mkdir()
        convert_ons(data, out)
    elif name.startswith("raw/febrl/"):
        out.mkdir()
        convert_febrl(data, name[-1], out)
    else:
        return data / name
    return out


# ---- Scores ----------------------------------------------------------------------------------

@dataclass
class Score:
    matches: int
    links: int
    correct: int
    twin_matches: int = 0
    twin_correct: int = 0

    precision = property(lambda self: share(self.correct, self.links))
    recall = property(lambda self: share(self.correct, self.matches))
    f1 = property(lambda self: share(2 * self.correct, self.links + self.matches))
    twin_recall = property(lambda self: share(self.twin_correct, self.twin_matches))


def share(part, whole):
    return part / whole if whole else 0.0


def pairs_of(groups, files):
    """Pairs of records with one key: of two different files, or within the only file."""
    for records in groups.values():
        for left, right in itertools.combinations(records, 2):
            if len(files) == 1 or left[0] != right[0]:
                yield tuple(sorted((left, right)))


def twins(folder, files, person_of):
    """Records that share birth date and postcode with another person of any file."""
    people = defaultdict(set)
    place = {}
    for name in files:
        for row in read(folder / f"{name}.csv"):
            key = (row.get("date_of_birth", ""),
                   row.get("postcode", "").replace(" ", "").lower())
            if all(key):
                record = (name, row["local_id"])
                place[record] = key
                people[key].add(person_of[record])
    return {record for record, key in place.items() if len(people[key]) > 1}


def score(folder, files, ids):
    person_of = {(row["file"], row["local_id"]): row["person"]
                 for row in read(folder / "truth.csv") if row["file"] in files}
    people, studies = defaultdict(list), defaultdict(list)
    for record, person in person_of.items():
        people[person].append(record)
    seen = Counter()
    for name in files:
        for row in read(ids / f"{name}.ids.csv"):
            studies[row["study_id"]].append((name, row["local_id"]))
            seen[(name, row["local_id"])] += 1
    if seen != Counter(list(person_of)):
        raise AssertionError(f"{folder.name}: not every record has one study id")
    matches = set(pairs_of(people, files))
    links = set(pairs_of(studies, files))
    twin = twins(folder, files, person_of)
    twin_matches = {pair for pair in matches if pair[0] in twin or pair[1] in twin}
    return Score(len(matches), len(links), len(matches & links),
                 len(twin_matches), len(twin_matches & links))


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def evaluated(programs, folder, files, ids):
    """matches, links and correct, from the table of tally-linker evaluate."""
    command = [programs / "tally-linker", "evaluate", "--truth", folder / "truth.csv"]
    for name in files:
        command += ["--ids", ids / f"{name}.ids.csv"]
    kind = {1: "within", 2: f"{files[0]} x {files[1]}" if len(files) == 2 else ""}
    wanted = kind.get(len(files), "all pairs of files")
    for line in run(command).splitlines():
        if line.startswith(wanted):
            return tuple(int(number) for number in line.split()[-6:-3])
    raise AssertionError(f"evaluate printed no line '{wanted}'")


def play(task, seed, folder, work, programs):
    out = work / f"{task.name} {seed}".replace(" ", "-")
    command = [SOURCE / "scripts" / "rehearse", "--bin", programs, "--level", task.level,
               "--seed", seed, "--out", out]
    if task.keys:
        command += ["--keys", task.keys]
    run(command + [folder / f"{name}.csv" for name in task.files])
    result = score(folder, task.files, out)
    said = evaluated(programs, folder, task.files, out)
    if said != (result.matches, result.links, result.correct):
        raise AssertionError(f"{task.name}: evaluate says {said}, not {result}")
    return result


# ---- The table -------------------------------------------------------------------------------

def mean(results, name):
    return sum(getattr(result, name) for result in results) / len(results)


def misses(task, results, f1_of):
    bars = [("f1", task.f1), ("precision", task.precision), ("twin_recall", task.twin_recall)]
    if task.near in f1_of:
        bars.append(("f1", f1_of[task.near] - .01))
    for name, bar in bars:
        if bar is not None and round(mean(results, name), 3) < round(bar, 3):
            yield f"{name} under {bar:.3f}"


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=Path, default=SOURCE / "build" / "release" / "bin",
                        help="where the programs are")
    parser.add_argument("--data", type=Path,
                        default=SOURCE.parent / "shared" / "data" / "linkage",
                        help="where the tasks are")
    parser.add_argument("--quick", action="store_true", help="three tasks, one seed")
    parser.add_argument("--only", default="", help="task names, parted by commas")
    parser.add_argument("--seeds", default="1,2,3", help="parted by commas")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="rehearsals at a time")
    return parser.parse_args()


def main():
    given = options()
    if not given.data.is_dir():
        print(f"bars: {given.data} is absent: skipped")
        return SKIPPED
    only = [name for name in given.only.split(",") if name]
    tasks = [task for task in TASKS if (task.name in only if only else task.quick or not given.quick)]
    seeds = ["1"] if given.quick else given.seeds.split(",")
    programs = given.bin.resolve()
    failed = []
    f1_of = {}
    print(f"{'task':20}{'matches':>9}{'links':>8}{'F1':>8}{'precision':>11}{'recall':>8}{'twins':>8}")
    with tempfile.TemporaryDirectory() as name, \
            concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        work = Path(name)
        folders = {data: folder_of(data, given.data, work, programs)
                   for data in dict.fromkeys(task.data for task in tasks)}
        played = {task: [pool.submit(play, task, seed, folders[task.data], work, programs)
                         for seed in seeds] for task in tasks}
        for task, runs in played.items():
            try:
                results = [one.result() for one in runs]
            except Exception:
                pool.shutdown(cancel_futures=True)
                raise
            f1_of[task.name] = mean(results, "f1")
            missed = list(misses(task, results, f1_of))
            failed += missed
            has_twins = results[0].twin_matches > 0
            print(f"{task.name:20}{mean(results, 'matches'):9.0f}{mean(results, 'links'):8.0f}"
                  f"{mean(results, 'f1'):8.4f}{mean(results, 'precision'):11.4f}"
                  f"{mean(results, 'recall'):8.4f}"
                  + (f"{mean(results, 'twin_recall'):8.4f}" if has_twins else f"{'-':>8}")
                  + ("   MISSED: " + ", ".join(missed) if missed else ""), flush=True)
    print("bars: " + (f"{len(failed)} missed" if failed else "all held"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
