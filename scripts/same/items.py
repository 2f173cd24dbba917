"""The work that both builds do, and the made-up data for it: see same_bytes."""
import base64
import csv
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import bars  # noqa: E402: the linkage tasks, and how their data are prepared
from same.outputs import sha  # noqa: E402

LEVELS = ("single", "grouped", "detailed")
PEOPLE = ("school", "social", "health")
CHANGES = (  # of what passed between the parties; None: the file is gone
    ("school.tally", lambda data: data[:900] + bytes([data[900] ^ 1]) + data[901:]),
    ("health.jsonl", lambda data: re.sub(rb'"rejected":\d+', b'"rejected":77', data)),
    ("social.jsonl", lambda data: b"".join(data.splitlines(True)[:5])),
    ("linker.jsonl", None), ("secret.tally", None), ("bridge-analyst.tally", None),
    ("agreement.json.p7s", None))


class Build:
    """One build at work in a folder. given is a folder with the input of both builds."""

    def __init__(self, programs, folder, given=None):
        self.programs, self.folder, self.given, self.count = programs, folder, given, 0
        (folder / "said").mkdir(parents=True)

    def __call__(self, program, *arguments):
        """Runs a program, or a script of this checkout. Its status and output go to said/."""
        script = ROOT / "scripts" / program
        command = [script, "--bin", self.programs] if script.exists() else [
            self.programs / f"tally-{program}"]
        done = subprocess.run([str(part) for part in (*command, *arguments)], capture_output=True,
                              cwd=self.folder)
        self.count += 1
        name = f"said/{self.count:03} {program} {arguments[0]}"
        for end, data in (("status", b"%d" % done.returncode), ("out", done.stdout),
                          ("err", done.stderr)):
            (self.folder / f"{name}.{end}").write_bytes(data)
        return done.returncode

    def must(self, *arguments):
        if self(*arguments):
            said = max(self.folder.glob("said/*.err")).read_text(errors="replace")
            raise RuntimeError(f"{' '.join(map(str, arguments))}: {said}")

    def read(self, pattern):
        return next(self.folder.glob(pattern))


def rehearse(folder, names, level, keys):
    def item(build):
        build.must("rehearse", "--level", level, *(["--keys", keys] if keys else []), "--out",
                   "run", *(folder / f"{name}.csv" for name in names))
        ids = [part for name in names for part in ("--ids", f"run/{name}.ids.csv")]
        build("linker", "evaluate", "--truth", folder / "truth.csv", *ids)
    return item


def link_city(*options):
    return lambda build: build.must("link_city", "--city", build.given / "city", "--out", "linked",
                                    *options)


def made_up(build):
    build.must("people", "--people", "3000", "--seed", "9", "--out", "people")
    build.must("people", "city", "--people", "2000", "--seed", "9", "--out", "city")


def check_city(build):
    city = build.given / "city"
    care, school = city / "council_social_care", city / "council_education"
    person = ["--with", f"person={care}/ssd_person.csv",
              "--with", f"identifiers={care}/ssd_linked_identifiers.csv",
              "--with", f"addresses={care}/ssd_address.csv"]
    exports = {
        ("school_census_2024", "education_objections"): [
            school / "pupilonroll.csv", "--with", f"addresses={school}/addressesonroll.csv"],
        ("cin_2025", "social_care_adoption"): [care / "cin_census.xml", *person],
        ("ssda903_2025", "social_care_adoption"): [
            care / "ssda903_header.csv", "--with", f"episodes={care}/ssda903_episodes.csv", *person],
        ("health_provider", "health_opt_out"): [city / "health/provider.csv"],
        ("births", "births_adoption"): [city / "births/ons_births.txt"],
        ("deaths", ""): [city / "deaths/ons_deaths.txt"]}
    for (profile, listed), arguments in exports.items():
        build.must("encoder", "profile", "check", "--profile", profile, "--in", *arguments)
        for lists in [], ["--exclude", city / f"exclusions/{listed}.csv"]:
            if lists and not listed:
                continue
            name = profile + "-listed" * bool(lists)
            build.must("encoder", "check", "--profile", profile, "--day", "2026-01-31", "--report",
                       f"{name}.html", "--json", f"{name}.json", "--rows", f"{name}.csv", *lists,
                       "--in", *arguments)
    for profile in sorted(path.stem for path in ROOT.glob("encoder/**/*.profile")):
        build("encoder", "profile", "show", "--profile", profile)


def csv_of(case):
    if "csv" in case or "rows" not in case:
        return case.get("csv", "a\nMaeve\n")
    text = io.StringIO()
    rows = [[feature["identifier"] for feature in case["schema"]["features"]], *case["rows"]]
    csv.writer(text).writerows(rows)
    return text.getvalue()


def vectors_clk(build):
    vectors = ROOT / "tests/vectors/clk"
    cases = [json.loads(path.read_text("utf-8")) for path in sorted(vectors.glob("cases/*.json"))]
    cases += json.loads((vectors / "negative/negative.json").read_text("utf-8"))
    for number, case in enumerate(cases):
        folder = build.folder / f"{number:03}"
        folder.mkdir()
        schema = case.get("schema_text") or json.dumps(case["schema"])
        secret = bytes.fromhex(case.get("secret_hex", "")) or case.get("secret", "s").encode()
        for name, data in (("schema.json", schema.encode()), ("secret", secret),
                           ("in.csv", csv_of(case).encode("utf-8", "surrogatepass"))):
            (folder / name).write_bytes(data)
        (folder / "secret").chmod(0o600)
        header = {True: "yes", False: "none"}.get(case.get("header", True), "ignore")
        build("encoder", "clk", "--schema", folder / "schema.json", "--secret-file",
              folder / "secret", "--in", folder / "in.csv", "--header", header, "--validate",
              "yes" if case.get("validate", True) else "no", "--out", folder / "clks.json")


def vectors_sealed(build):
    vectors = ROOT / "tests/vectors"
    sealed = vectors / "sealed"
    example = (sealed / "example.tally").read_bytes()
    build("protocol", "show", "--in", sealed / "example.tally",
          "--agreement", sealed / "example.agreement.json")
    build("protocol", "verify", "--in", sealed, "--out", "page.html", "--json", "page.json")
    damaged = build.folder / "damaged.tally"
    for at in range(0, len(example), 61):  # so that every part is met
        for data in example[:at], example[:at] + bytes([example[at] ^ 1]) + example[at + 1:]:
            damaged.write_bytes(data)
            build("protocol", "show", "--in", damaged)
    for path in sorted(vectors.glob("**/*.agreement.json")):
        build.must("protocol", "agreement", "show", "--in", path)
        build("protocol", "agreement", "verify", "--agreement", path)
        build.must("protocol", "annex", "--agreement", path, "--out", f"{path.name}.annex.out")
    for name in ("start", "council", "children"):
        build.must("protocol", "agreement", "template", "--for", name, "--out", f"{name}.said")


def compare(bits, kernels):
    def item(build):
        draw = random.Random(bits)
        some = lambda times: draw.getrandbits(bits) & (some(times - 1) if times else -1)
        centres = [some(1) for _ in range(20)]
        for side, count in (("left", 500), ("right", 730)):
            rows = [0, (1 << bits) - 1, *(draw.choice(centres) ^ some(3) for _ in range(count))]
            clks = [base64.b64encode(row.to_bytes(bits // 8, "big")).decode() for row in rows]
            (build.folder / f"{side}.json").write_text(json.dumps({"clks": clks}))
        for kernel in kernels:
            for threads in ("1", "2"):
                for threshold in ("0.5", "0.75", "0.833333333", "0.95", "1"):
                    build.must("linker", "compare", "--left", "left.json", "--right", "right.json",
                               "--threshold", threshold, "--kernel", kernel, "--threads", threads,
                               "--out", f"{kernel}-{threads}-{threshold}.csv")
    return item


def continue_run(kernels):
    """Both continue one run of OLD: the same identities, agreement and secret, so the same bytes."""
    def at(party, agreement="exchange/agreement.json"):
        return "--agreement", agreement, "--identity", f"parties/{party}/identity"

    def verify(build, folder, name):
        build("protocol", "verify", "--in", folder, "--out", f"{name}.html", "--json", f"{name}.json")

    def read_what_passed(build):
        for path in sorted(build.folder.glob("exchange/*.tally")):
            for more in [], ["--agreement", "exchange/agreement.json"]:
                build.must("protocol", "show", "--in", path.relative_to(build.folder), *more)
        verify(build, "exchange", "verified")
        for file, change in CHANGES:
            damaged = build.folder / "damaged"
            shutil.copytree(build.folder / "exchange", damaged)
            if change:
                (damaged / file).write_bytes(change((damaged / file).read_bytes()))
            else:
                (damaged / file).unlink()
            verify(build, "damaged", f"without {file}")
            shutil.rmtree(damaged)

    def encode_and_attach(build, name, week, listed):
        data = build.given / "data" / f"{name}.csv"
        whose = [*at(name, week), "--dataset", name, "--in", data, *listed]
        encode = ["encode", *whose, "--secret", "weeks/secret.tally", "--day", "2025-06-30",
                  "--out", f"weeks/{name}.2.tally"]
        build.must("encoder", *encode, "--dry-run")
        build.must("encoder", *encode, "--rejects", f"{name}.rejects.csv")
        attach = ["attach", *whose, "--keep"]
        build.must("encoder", *attach, "local_id,sex", "--out", f"{name}.references.csv")
        build.must("encoder", *attach, "sex", "--seal", "--out", f"weeks/{name}.payload.tally")

    def link(build, week, inputs):
        build.must("linker", "check", *at("linker", week), *inputs)
        log = build.read("parties/linker/identity/evidence/*.jsonl")
        before = log.read_bytes()
        for kernel in kernels:  # each as if it was the first
            log.write_bytes(before)
            build.must("linker", "link", *at("linker", week), *inputs, "--kernel", kernel,
                       "--out", f"by-{kernel}")
            shutil.copy(log, build.folder / f"log-{kernel}.jsonl")
        for path in build.folder.glob(f"by-{kernel}/*.tally"):
            shutil.copy(path, build.folder / f"weeks/2.{path.name}")

    def item(build):
        for name in ("parties", "exchange"):
            shutil.copytree(build.given / "run" / name, build.folder / name)
        read_what_passed(build)
        build("encoder", "encode", *at("school"), "--dataset", "school", "--secret",
              "exchange/secret.tally", "--in", build.given / "data/school.csv",
              "--out", "refused.tally")  # the party has closed
        shutil.copytree(build.folder / "exchange", build.folder / "weeks")
        shutil.copy(build.given / "amended.json", build.folder / "weeks")
        week, parties = "weeks/amended.json", (*PEOPLE, "linker", "analyst")
        for party in parties:
            build.must("protocol", "agreement", "sign", *at(party, week))
        some = [row["local_id"] for row in bars.read(build.given / "data/school.csv")[::50]]
        (build.folder / "listed.csv").write_text("\n".join(["local_id", *some, ""]))
        for name in PEOPLE:
            listed = ["--exclude", "listed.csv"] if name == "school" else []
            encode_and_attach(build, name, week, listed)
        link(build, week, [part for name in PEOPLE for part in ("--in", f"weeks/{name}.2.tally")])
        build.must("protocol", "open", *at("analyst", week), "--in", "weeks/2.bridge-analyst.tally",
                   "--out", "bridge.csv")
        secret = ["--secret", "weeks/secret.tally"]
        build.must("protocol", "secret", "fingerprint", *at("school", week), *secret)
        build.must("protocol", "secret", "destroy", *at("health", week), *secret)
        shutil.copy(build.folder / "exchange/secret.tally", build.folder / "weeks")
        for party in parties:
            build.must("protocol", "close", *at(party, week), "--out",
                       f"weeks/{party}.closing.2.tally")
            shutil.copy(build.read(f"parties/{party}/identity/evidence/*.jsonl"),
                        build.folder / f"weeks/{party}.jsonl")
        verify(build, "weeks", "verified two weeks")
    return item


def prepare(old, given, quick):
    """Makes with OLD what both builds are given; the kernels that OLD has here."""
    build = Build(old, given)
    build.must("people", "--people", "1500", "--seed", "4", "--out", "data")
    build.must("people", "city", "--people", "3000" if quick else "20000", "--out", "city")
    build.must("rehearse", "--level", "detailed", "--keys", "nhs_number,upn", "--out", "run",
               *(f"data/{name}.csv" for name in PEOPLE))
    text = (given / "run/agreement.json").read_bytes()
    amends = b'"amends": "%s"' % sha(text).encode()
    (given / "amended.json").write_bytes(text.replace(b'"amends": ""', amends))
    (given / "one.json").write_text('{"clks": ["/w=="]}')
    one = ["--left", "one.json", "--right", "one.json", "--threshold", "1"]
    return [kernel for kernel in ("portable", "avx2", "avx512", "amx")
            if build("linker", "compare", *one, "--kernel", kernel, "--out", f"{kernel}.csv") == 0]


def items(given, data, old, kernels):
    """(title, what a build does, whether it is quick): of every linkage task in data, if it is there."""
    tasks = {("made-up people", given / "data", PEOPLE): True}
    for task in bars.TASKS if data.is_dir() else ():
        if task.data != "people":
            made = given / task.data.replace("/", "-")
            folder = made if made.is_dir() else bars.folder_of(task.data, data, given, old)
            title = f"{task.data} {' '.join(task.files)}"
            tasks[title, folder, task.files] = task.data in ("ds_time", "raw/febrl/1")
    for (title, folder, names), quick in tasks.items():
        held = {column for name in names for column in bars.read(folder / f"{name}.csv")[0]}
        keys = ",".join(key for key in ("nhs_number", "upn", "uln") if key in held)
        for level in LEVELS:
            yield f"rehearse {title}: {level}", rehearse(folder, names, level, ""), quick
            if keys:
                yield (f"rehearse {title}: {level}, {keys}", rehearse(folder, names, level, keys),
                       quick and level == "detailed")
    yield "city: CSV, XML, joined tables, exclusions", link_city(), True
    yield "city: returns only", link_city("--returns-only"), False
    yield "city: nobody excluded", link_city("--exclude-nobody"), False
    yield "city: check, profiles", check_city, True
    yield "vectors: clk", vectors_clk, True
    yield "vectors: sealed, agreements, annexes, templates", vectors_sealed, True
    for bits in (8, 1000, 1024, 2048, 8192):
        yield f"compare: {bits} bits, {', '.join(kernels)}", compare(bits, kernels), bits == 1024
    yield f"continue a run of OLD: {', '.join(kernels)}", continue_run(kernels), True
    yield "tally-people", made_up, True
