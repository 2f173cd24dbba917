#!/usr/bin/env python3
"""Links the six data sets of a made-up city through the whole protocol, and compares with the truth.

    python3 tests/e2e/city.py --bin build/dev/bin [--people 20000] [--seed 1] [--level LEVEL]

Bars: with names joined from the case-management extract, CIN and SSDA903 link to the school census with
a precision of .998 and a recall of .98, health to social care with .995 and .97. With only the returns,
records with a valid UPN on both sides have a recall of .995 and a precision of .999. An adopted child's
earlier identity is not linked to the later one if an exclusion list names one of them."""
import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parents[2]
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SOCIAL_CARE = ["cin", "ssda903"]
failures = []


def expect(holds, what):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        failures.append(what)


def run(*command):
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{command}: status {result.returncode}\n{result.stdout}{result.stderr}")


def rows(path, **options):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file, **options)


def is_valid_upn(upn):
    if len(upn) != 13 or not upn[1:].isdigit() or upn[0] not in LETTERS:
        return False
    return sum(p * int(c) for p, c in enumerate(upn[1:], 2)) % 23 == LETTERS.index(upn[0])


def upns_of(city):
    """By data set: local_id -> its UPN, if it is valid."""
    children = xml.parse(city / "council_social_care/cin_census.xml").iter("ChildIdentifiers")
    found = {
        "school_census": (
            (r["upn"] or r["pupilonrolltableid"], r["upn"])
            for r in rows(city / "council_education/pupilonroll.csv")
        ),
        "cin": ((c.findtext("LAchildID"), c.findtext("UPN") or "") for c in children),
        "ssda903": (
            (r["CHILD"], r["UPN"]) for r in rows(city / "council_social_care/ssda903_header.csv")
        ),
    }
    return {name: {i: u for i, u in pairs if is_valid_upn(u)} for name, pairs in found.items()}


class Linked:
    def __init__(self, bin, city, out, *options):
        run(ROOT / "scripts/link_city", "--city", city, "--out", out, "--bin", bin, *options)
        self.people, self.study_ids = {}, {}
        for row in rows(out / "truth.csv"):
            self.people.setdefault(row["file"], {})[row["local_id"]] = row["person"]
        for path in out.glob("*.ids.csv"):
            ids = {row["local_id"]: row["study_id"] for row in rows(path)}
            self.study_ids[path.name.removesuffix(".ids.csv")] = ids

    def pairs(self, left, right, labels):
        by_label = {}
        for local_id, label in labels[right].items():
            by_label.setdefault(label, []).append(local_id)
        return {(a, b) for a, label in labels[left].items() for b in by_label.get(label, [])}

    def score(self, left, right, among=None):
        """(precision of all links, recall of the matches among those records)."""
        matches = self.pairs(left, right, self.people)
        links = self.pairs(left, right, self.study_ids)
        if among is not None:
            matches = {(a, b) for a, b in matches if a in among[left] and b in among[right]}
        correct = len(links & self.pairs(left, right, self.people))
        return correct / max(len(links), 1), len(links & matches) / max(len(matches), 1), len(matches)


def expect_bars(linked, left, right, precision, recall, among=None):
    p, r, n = linked.score(left, right, among)
    what = f"{left} x {right}: precision {p:.4f} (bar {precision}), recall {r:.4f} ({recall}), {n} matches"
    expect(n > 0 and p >= precision and r >= recall, what)


def joined_again(linked, adoptions):
    """How many adopted children's identities, before and after, have one study id."""
    count = 0
    for child in adoptions:
        ids = {"before": set(), "after": set()}
        for file, study_ids in linked.study_ids.items():
            for when, found in ids.items():
                found.add(study_ids.get(child.get(f"{file}_{when}", ""), None))
        count += bool((ids["before"] & ids["after"]) - {None})
    return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--people", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", help="of the encoding (default: the template's)")
    options = parser.parse_args()
    level = ["--level", options.level] if options.level else []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        city = work / "city"
        run(options.bin / "tally-people", "city", "--people", options.people, "--seed", options.seed,
            "--out", city)
        named = Linked(options.bin, city, work / "named", *level)
        for right in SOCIAL_CARE:
            expect_bars(named, "school_census", right, 0.998, 0.98)
            expect_bars(named, "cyps", right, 0.995, 0.97)
        opted_out = {r["nhs_number"] for r in rows(city / "exclusions/health_opt_out.csv")}
        patients = {r["LocalPatientId"]: r["NHSNumber"] for r in rows(city / "health/provider.csv")}
        listed = {i for i, number in patients.items() if number in opted_out}
        found = len(listed & named.study_ids["cyps"].keys())
        expect(listed and not found, f"{found} of {len(listed)} opted-out patients encoded")
        pupils = list(rows(city / "council_education/pupilonroll.csv"))
        held = sum(r["enrolstatus"] != "S" for r in pupils)
        encoded = named.study_ids["school_census"]
        share = len(encoded) / held
        expect(share > 0.99, f"{share:.4f} of the pupils encoded (bar .99)")
        second = {r["upn"] for r in pupils if r["enrolstatus"] == "S"}
        expect(second and len(second & encoded.keys()) > 0.9 * len(second) and share <= 1,
               f"each of {len(second)} pupils in two schools is one record")
        returns = Linked(options.bin, city, work / "returns", "--returns-only", *level)
        upns = upns_of(city)
        for right in SOCIAL_CARE:
            expect_bars(returns, "school_census", right, 0.999, 0.995, upns)
        adoptions = list(rows(city / "adoptions.csv"))
        expect(len(adoptions) > 0, f"{len(adoptions)} adopted children")
        expect(joined_again(named, adoptions) == 0, "no identities are joined again with the lists")
        bare = Linked(options.bin, city, work / "bare", "--exclude-nobody", *level)
        expect(joined_again(bare, adoptions) > 0,
               f"{joined_again(bare, adoptions)} are joined again without the lists")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
