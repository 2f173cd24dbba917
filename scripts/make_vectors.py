#!/usr/bin/env python3
"""Writes the encoding vectors of tests/vectors only from docs/formats/{agreement,encodings}.md.

It is independent of the C++ sources and as plain as the pages: it uses only Python's standard library, and
no option changes an output. The people are made up.

  make_vectors.py           writes the files
  make_vectors.py --check   names the committed files that differ; exit status 1 if any does
"""

import calendar
import hashlib
import hmac
import json
import pathlib
import struct
import sys

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "tests" / "vectors"

# ---- Bytes


def u32(n):
    return struct.pack("<I", n)


def lp(x):
    """A length, then the bytes."""
    if isinstance(x, str):
        x = x.encode()
    return u32(len(x)) + x


def hmac_sha256(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def hkdf_sha256(ikm, salt, info, length):
    """RFC 5869."""
    prk = hmac_sha256(salt, ikm)
    okm, block, i = b"", b"", 1
    while len(okm) < length:
        block = hmac_sha256(prk, block + info + bytes([i]))
        okm += block
        i += 1
    return okm[:length]


# ---- Keys


def info(label, name, space, encoding):
    return lp("tallystick/1/" + label) + lp(name) + lp(space) + lp(encoding)


def derive(secret, project, encoding, label, name="", space="", length=32):
    return hkdf_sha256(secret, project, info(label, name, space, encoding), length)


def rehearsal_bytes(what, party, seed):
    message = lp("tallystick/1/rehearsal") + lp(what) + lp(party) + struct.pack("<Q", seed)
    return hashlib.sha256(message).digest()


def reference(key, project, dataset, local_id):
    return hmac_sha256(key, lp(project) + lp(dataset) + lp(local_id.strip(" ")))[:16]


def study_id(key, project, recipient, person):
    return hmac_sha256(key, lp(project) + lp(recipient) + lp(person))[:16]


# ---- Tokens: the distinct ones, in the order of their bytes


def padded_bigrams(value):
    tokens, seen = [], {}
    for word in value.split(" "):
        if not word:
            continue
        padded = "_" + word + "_"
        for i in range(len(padded) - 1):
            gram = padded[i : i + 2]
            seen[gram] = seen.get(gram, 0) + 1
            tokens.append(gram if seen[gram] == 1 else f"{gram}#{seen[gram]}")
    return tokens


def positional_characters(value):
    return [f"{i}:{c}" for i, c in enumerate(value, 1)]


def date_digits(value):
    year, month, day = value[:4], value[4:6], value[6:]
    tokens = []
    if year != "0000":
        tokens += [f"{i}:{c}" for i, c in enumerate(year, 1)]
    if month != "00":
        tokens += [f"{i}:{c}" for i, c in enumerate(month, 5)]
    if day != "00":
        tokens += [f"{i}:{c}" for i, c in enumerate(day, 7)]
    return tokens


def date_components(value):
    year, month, day = value[:4], value[4:6], value[6:]
    has_year = year != "0000"
    has_month = 1 <= int(month) <= 12
    # An unknown year counts as a leap year, an unknown or impossible month as a month of 31 days.
    leap_year = int(year) if has_year else 2000
    last_day = calendar.monthrange(leap_year, int(month))[1] if has_month else 31
    has_day = 1 <= int(day) <= last_day
    tokens = date_digits(value)
    if has_year:
        tokens.append("Y" + year)
    if has_month:
        tokens.append("M" + month)
    if has_day:
        tokens.append("D" + day)
    if has_month and has_day:
        tokens.append("MD" + min(month, day) + max(month, day))
    if has_year and has_month:
        tokens.append("YM" + year + month)
    if has_year and has_day:
        tokens.append("YD" + year + day)
    return tokens


def whole_value(value):
    return [value]


TOKENS = {
    "padded_bigrams": padded_bigrams,
    "positional_characters": positional_characters,
    "date_components": date_components,
    "date_digits": date_digits,
    "value": whole_value,
}


def tokenise(kind, value):
    if not value:
        return []
    return sorted(set(TOKENS[kind](value)), key=lambda token: token.encode())


# ---- Filters and token columns


def positions(key, bits, token, count):
    found = []
    counter = 0
    while len(found) < count:
        message = token.encode() + u32(counter)
        block = hashlib.blake2b(message, key=key, digest_size=64).digest()
        found += [word * bits >> 32 for word in struct.unpack("<16I", block)]
        counter += 1
    return found[:count]


def insertions(feature, tokens):
    if "k" in feature:
        return [feature["k"]] * tokens
    share, left = divmod(feature["bits"], tokens)
    return [share + 1] * left + [share] * (tokens - left)


def filter_bytes(column, person, keys):
    if "needs" in column and not person.get(column["needs"]):
        return bytes(column["bits"] // 8)
    out = bytearray(column["bits"] // 8)
    for feature in column["features"]:
        tokens = tokenise(feature["tokens"], person.get(feature["field"], ""))
        if not tokens:
            continue
        key = derive(*keys, "filter", column["name"], feature["space"])
        for token, count in zip(tokens, insertions(feature, len(tokens))):
            for p in positions(key, column["bits"], token, count):
                out[p // 8] |= 1 << p % 8
    return bytes(out)


def token_bytes(column, person, keys):
    value = person.get(column["key"], "")
    if not value:
        return bytes(16)
    return hmac_sha256(derive(*keys, "token", column["name"]), value.encode())[:16]


def column_bytes(column, person, keys):
    make = filter_bytes if column["kind"] == "filter" else token_bytes
    return make(column, person, keys)


# ---- Templates

WEIGHTS = [  # field, key space, tokens, bits in the person filter, k in a group filter
    ("forename", "name", "padded_bigrams", 130, 10),
    ("surname", "name", "padded_bigrams", 110, 10),
    ("middle_names", "name", "padded_bigrams", 40, 4),
    ("date_of_birth", "dob", "date_components", 200, 10),
    ("sex", "sex", "value", 20, 6),
    ("postcode", "postcode", "positional_characters", 60, 8),
    ("house", "house", "positional_characters", 30, 6),
    ("street", "street", "padded_bigrams", 40, 4),
    ("town", "town", "padded_bigrams", 40, 4),
    ("other_1", "other_1", "padded_bigrams", 30, 8),
    ("other_2", "other_2", "padded_bigrams", 30, 8),
]
KEYS = ["nhs_number", "upn", "uln"]
GROUPS = {
    "single": [],
    "grouped": [("names", ["forename", "surname", "middle_names"])],
    "detailed": [("given", ["forename", "middle_names"]), ("surname", ["surname"])],
}
ALL_BUT_SINGLE = [
    ("birth", ["date_of_birth", "sex"]),
    ("address", ["postcode", "house", "street", "town"]),
    ("other_1", ["other_1"]),
    ("other_2", ["other_2"]),
]


def person_filter(used):
    features = [
        {"field": field, "space": space, "tokens": tokens, "bits": bits}
        for field, space, tokens, bits, _ in WEIGHTS
        if field in used
    ]
    return {"name": "person", "kind": "filter", "bits": 1024, "features": features}


def group_filter(name, fields, used):
    features = [
        {
            "field": field,
            "space": space,
            "tokens": "date_digits" if field == "date_of_birth" else tokens,
            "k": k,
        }
        for field, space, tokens, _, k in WEIGHTS
        if field in fields and field in used
    ]
    column = {"name": name, "kind": "filter", "bits": 512}
    if name == "birth":
        column["needs"] = "date_of_birth"
    column["features"] = features
    return column


def supplies(column, fields):
    if column["kind"] == "token":
        return column["key"] in fields
    if "needs" in column and column["needs"] not in fields:
        return False
    return any(feature["field"] in fields for feature in column["features"])


FIELDS = (
    "forename middle_names surname date_of_birth sex postcode house street town other_1 other_2".split()
    + KEYS
)
DISTINGUISHING = {"forename", "surname", "postcode", "other_1", "other_2"}


def agreed_fields(encoding, fields):
    """The fields that a supplied column encodes, in the format's order; only linking keys if nothing else
    distinguishes people."""
    fields = fields if fields & DISTINGUISHING else fields & set(KEYS)
    used = set()
    for column in encoding["columns"]:
        if supplies(column, fields):
            used |= {column["key"]} if "key" in column else {f["field"] for f in column["features"]}
    return [name for name in FIELDS if name in used & fields]


def make_encoding(level, used):
    columns = [person_filter(used)]
    if level != "single":
        columns += [group_filter(*group, used) for group in GROUPS[level] + ALL_BUT_SINGLE]
    columns = [column for column in columns if supplies(column, used)]
    columns += [{"name": key, "kind": "token", "key": key} for key in KEYS if key in used]
    return {"standardiser": 2, "unicode": "15.0", "columns": columns, "hardening": []}


def make_passes(encoding):
    filters = [c["name"] for c in encoding["columns"] if c["kind"] == "filter"]
    tokens = [c["name"] for c in encoding["columns"] if c["kind"] == "token"]
    passes = [{"name": t, "search": t, "score": [], "rule": "exact"} for t in tokens]
    person = {"name": "person", "search": "person", "score": filters[1:], "rule": "without_truth"}
    return passes + [person]


# ---- Agreements


def canonical(value):
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def sha256(data):
    return hashlib.sha256(data).digest()


def made_up_party(name, *roles):
    """Digests in place of certificates: they belong to no certificate."""
    digests = {use: sha256(f"{use} {name}".encode()).hex() for use in ("signing", "opening")}
    return {"name": name, "roles": list(roles), **digests}


def make_agreement(
    title, level, keys, datasets, rows=1, duplicates=(), seed=None, project=None, more=()
):
    """datasets: name -> fields. A linking key is encoded only if asked for. A linking key or other field that
    only one of several data sets has is not encoded."""
    several = len(datasets) > 1
    used = set()
    for field in [w[0] for w in WEIGHTS] + KEYS:
        having = sum(field in fields for fields in datasets.values())
        only_one = several and having < 2 and (field in KEYS or field.startswith("other_"))
        if having and not only_one and (field not in KEYS or field in keys):
            used.add(field)
    encoding = make_encoding(level, used)
    parties = [made_up_party(name, "holder") for name in datasets]
    parties[0]["roles"].append("key_maker")
    parties += [made_up_party(role, role) for role in ("linker", "analyst", *more)]
    if seed is not None:
        project = rehearsal_bytes("project", "", seed)[:16]
    return {
        "format": "tallystick-agreement/3",
        "purpose": "linkage" if seed is None else "rehearsal",
        "title": title,
        "project": project.hex(),
        "amends": "",
        "parties": parties,
        "encoding": encoding,
        "datasets": [
            {
                "name": name,
                "holder": name,
                "profile": "person",
                "fields": (agreed := agreed_fields(encoding, used & fields)),
                "columns": [c["name"] for c in encoding["columns"] if supplies(c, set(agreed))],
                "duplicates": "yes" if name in duplicates else "no",
                "rows_per_record": rows,
                "required": "yes",
            }
            for name, fields in datasets.items()
        ],
        "policy": {"passes": make_passes(encoding), "fallback_threshold": 800},
        "release": [
            {"analyst": "analyst", "datasets": list(datasets), "flags": "yes", "small_counts": 10}
        ],
        "retention": {
            "ends": "2035-12-31",
            "submission_days": 30,
            "secret_destroyed": "2035-12-31",
        },
    }


NAMES = {"forename", "middle_names", "surname"}
BIRTH = {"date_of_birth", "sex"}
ADDRESS = {"postcode", "house", "street", "town"}


def make_agreements():
    single = make_agreement(
        "Example of one filter",
        "single",
        ["upn"],
        {
            "school": NAMES | BIRTH | {"postcode", "upn", "uln"},
            "social": NAMES | BIRTH | {"postcode", "nhs_number", "upn"},
        },
        seed=1,
    )
    grouped = make_agreement(
        "Example of grouped filters",
        "grouped",
        ["nhs_number", "upn"],
        {
            "health": NAMES | BIRTH | ADDRESS | {"nhs_number"},
            "cin": BIRTH | {"upn", "other_1"},
            "social": NAMES | BIRTH | {"postcode", "nhs_number", "upn"},
        },
        rows=4,
        duplicates=("cin",),
        seed=2,
        more=("governance",),
    )
    everything = NAMES | BIRTH | ADDRESS | {"other_1", "other_2"} | set(KEYS)
    detailed = make_agreement(
        "Example of detailed filters: Cyngor Sŵn y Môr",
        "detailed",
        KEYS,
        {"left": everything, "right": everything},
        project=bytes(range(16, 32)),
    )
    # The policy may change without a new encoding.
    amended = json.loads(json.dumps(detailed))
    amended["amends"] = sha256(canonical(detailed)).hex()
    amended["datasets"][1]["required"] = "no"
    amended["policy"] = {
        "passes": [
            {"name": "sure", "search": "nhs_number", "score": [], "rule": "exact"},
            {"name": "alike", "search": "person", "score": [], "rule": "threshold", "threshold": 850},
            {
                "name": "scored",
                "search": "person",
                "score": ["given", "surname", "birth"],
                "rule": "threshold",
                "threshold": 12500,
            },
        ],
        "fallback_threshold": 900,
    }
    amended["release"] = [
        {"analyst": "analyst", "datasets": ["right"], "flags": "no", "small_counts": 0}
    ]
    amended["retention"] = {
        "ends": "2036-02-29",
        "submission_days": 3660,
        "secret_destroyed": "2036-03-31",
    }
    return {"single": single, "grouped": grouped, "detailed": detailed, "amended": amended}


# ---- The body of a submission


def body(agreement, dataset_name, key_check, conformance, rows):
    dataset = next(d for d in agreement["datasets"] if d["name"] == dataset_name)
    columns = [c for c in agreement["encoding"]["columns"] if c["name"] in dataset["columns"]]
    row_size = 16 + sum(c["bits"] // 8 if c["kind"] == "filter" else 16 for c in columns)
    rest = u32(row_size) + u32(len(columns)) + u32(len(conformance)) + u32(len(rows))
    rest += sha256(canonical(agreement)) + sha256(canonical(agreement["encoding"]))
    rest += bytes.fromhex(agreement["project"]) + key_check
    rest += u32(agreement["encoding"]["standardiser"]) + lp(agreement["encoding"]["unicode"])
    rest += lp(dataset_name)
    for column in columns:
        kind = {"filter": 1, "token": 2}[column["kind"]]
        rest += lp(column["name"]) + bytes([kind]) + u32(column.get("bits", 0))
    header = b"TALLYENC" + u32(1) + u32(16 + len(rest)) + rest
    return header + b"".join(conformance) + b"".join(sorted(rows))


# ---- What is written

SECRET = bytes(range(32))
REFERENCE_KEY = bytes(range(32, 64))
RELEASE_KEY = bytes(range(64, 96))

PADDED = [
    "ANNA", "A", "AB", "MARY ANN", "ANN ANNA", "ANNA ANNA ANNA", "O", "NGUYEN", "BANANA",
    "AAAAAAAAAAAA", "DE LA CRUZ", "ST JOHN STEVAS", "12 HIGH STREET", "Ł", "ÆRØ", "ИВАН", "日本", "😀😀",
    "E\u0301",
]  # fmt: skip
POSITIONAL = ["CV15AB", "1", "12A", "221B", "AAAAAAAAAAAA", "Ł1", "😀A"]
DATES = [
    "20050403",  # whole
    "20050505",  # day and month are equal
    "20050000",  # only a year
    "20050400",
    "20050003",
    "00000403",  # year unknown
    "00000400",
    "00000003",
    "18588629",  # an impossible month
    "20101312",  # a swap that cannot be undone: month 13
    "20100412",
    "20101204",  # the swap of the one before
    "20050431",  # a day not in that month
    "20010229",  # not a leap year
    "20000229",
    "19000229",
    "20000230",
    "20050032",  # an impossible day, month unknown
    "20050031",
    "20059999",
    "00009901",
    "00000230",
    "00000229",
    "19991231",
]
VALUES = ["M", "F", "X"]

PEOPLE = [
    {"forename": "ANNA", "middle_names": "MARIA", "surname": "NOVAK", "date_of_birth": "20100412",
     "sex": "F", "postcode": "CV15AB", "house": "12A", "street": "HIGH STREET", "town": "COVENTRY",
     "other_1": "WALES", "other_2": "BAKER", "nhs_number": "9434765919", "upn": "A801200001001",
     "uln": "1000000043"},
    {"forename": "MARIA", "middle_names": "ANNA", "surname": "NOVAK", "date_of_birth": "20101204",
     "sex": "F", "postcode": "CV15AB"},
    {"forename": "JOHN PAUL", "surname": "ST JOHN STEVAS", "date_of_birth": "20050000", "sex": "M"},
    {"surname": "NGUYEN", "date_of_birth": "00000403"},
    {"forename": "O", "sex": "M"},
    {"sex": "F", "house": "1", "town": "RHYL"},
    {"forename": "BANANA ANNA", "surname": "AAAAAAAAAAAA", "date_of_birth": "18588629",
     "postcode": "LS29JT", "street": "THE THE THE"},
    {"date_of_birth": "20050431", "upn": "T801200001001"},
    {"date_of_birth": "00009901", "sex": "M", "other_1": "01632 960001"},
    {"forename": "ИВАН", "surname": "ŁÓDŹ", "date_of_birth": "20010229", "town": "日本"},
    {"nhs_number": "9434765919"},
    {},
    {"forename": "CHRISTOPHER", "middle_names": "BARTHOLOMEW ALEXANDER",
     "surname": "FEATHERSTONEHAUGH CHOLMONDELEY", "date_of_birth": "20191231", "sex": "X",
     "postcode": "B11AA", "house": "FLAT 3 22", "street": "UPPER LOWER STREET", "town": "BIRMINGHAM",
     "other_1": "A", "other_2": "ZZZZZZZZ"},
]  # fmt: skip


def token_vectors():
    kinds = [("padded_bigrams", PADDED), ("positional_characters", POSITIONAL),
             ("date_components", DATES), ("date_digits", DATES), ("value", VALUES)]  # fmt: skip
    values = [(kind, value) for kind, listed in kinds for value in listed + [""]]
    return [{"kind": k, "value": v, "tokens": tokenise(k, v)} for k, v in values]


def insertion_vectors():
    cases = [("bits", 130, 5), ("bits", 20, 1), ("bits", 30, 30), ("bits", 30, 31), ("k", 10, 3)]
    return [
        {"insertions": how, "count": count, "tokens": n, "each": insertions({how: count}, n)}
        for how, count, n in cases
    ]


def key_vectors(agreements):
    vectors = []
    for name in ("single", "grouped", "detailed"):
        agreement = agreements[name]
        project = bytes.fromhex(agreement["project"])
        encoding = sha256(canonical(agreement["encoding"]))
        wanted = [("check", "", "", 16), ("conformance", "", "", 32)]
        for column in agreement["encoding"]["columns"]:
            if column["kind"] == "token":
                wanted.append(("token", column["name"], "", 32))
            spaces = dict.fromkeys(f["space"] for f in column.get("features", []))
            wanted += [("filter", column["name"], space, 32) for space in spaces]
        for label, column, space, length in wanted:
            vectors.append({
                "agreement": name + ".agreement.json",
                "label": "tallystick/1/" + label,
                "name": column,
                "space": space,
                "info": info(label, column, space, encoding).hex(),
                "key": derive(SECRET, project, encoding, label, column, space, length).hex(),
            })  # fmt: skip
    return vectors


def position_vectors():
    key = bytes(range(100, 132))
    cases = [("AN", 1024, 40), ("AN#2", 1024, 16), ("Y2005", 512, 17), ("日本", 64, 5),
             ("1:C", 32768, 16), ("T" * 200, 1024, 3), ("AN", 1088, 4), ("AN", 1024, 1)]  # fmt: skip
    return [
        {"key": key.hex(), "bits": bits, "token": token, "positions": positions(key, bits, token, n)}
        for token, bits, n in cases
    ]


def token_column_vectors():
    key = bytes(range(132, 164))
    values = ["9434765919", "A801200001001", "1"]
    return [
        {"key": key.hex(), "value": v, "token": hmac_sha256(key, v.encode())[:16].hex()}
        for v in values
    ]


def reference_vectors():
    project = bytes(range(16))
    cases = [("school", "SCH0000001"), ("social", "SCH0000001"), ("school", "  SCH0000001 "),
             ("school", "sch0000001"), ("school", "Ł 1"), ("school", "a\tb\t")]  # fmt: skip
    return [
        {"key": REFERENCE_KEY.hex(), "project": project.hex(), "dataset": d, "local_id": i,
         "reference": reference(REFERENCE_KEY, project, d, i).hex()}
        for d, i in cases
    ]  # fmt: skip


def study_id_vectors():
    project = bytes(range(16))
    cases = [("analyst", b""), ("analyst", bytes(range(18))), ("school", bytes(range(18)))]
    return [
        {"key": RELEASE_KEY.hex(), "project": project.hex(), "recipient": r, "person": p.hex(),
         "study_id": study_id(RELEASE_KEY, project, r, p).hex()}
        for r, p in cases
    ]  # fmt: skip


def rehearsal_vectors():
    cases = [("secret", "", 1), ("project", "", 1), ("reference key", "school", 1),
             ("release key", "linker", 1), ("secret", "", 2**64 - 1)]  # fmt: skip
    # A string, because some JSON readers keep only 53 bits of a number.
    return [
        {"what": w, "party": p, "seed": str(s), "bytes": rehearsal_bytes(w, p, s).hex()}
        for w, p, s in cases
    ]


def keys_of(agreement, secret):
    encoding = sha256(canonical(agreement["encoding"]))
    return secret, bytes.fromhex(agreement["project"]), encoding


def row_vectors(agreements):
    """Every person under every level, by column."""
    vectors = []
    for name in ("single", "grouped", "detailed"):
        columns = agreements[name]["encoding"]["columns"]
        keys = keys_of(agreements[name], SECRET)
        rows = [{c["name"]: column_bytes(c, person, keys).hex() for c in columns} for person in PEOPLE]
        vectors.append({"agreement": name + ".agreement.json", "rows": rows})
    return vectors


def agreement_vectors(agreements):
    return [
        {
            "file": name + ".agreement.json",
            "fingerprint": sha256(canonical(agreement)).hex(),
            "encoding_fingerprint": sha256(canonical(agreement["encoding"])).hex(),
        }
        for name, agreement in agreements.items()
    ]


def example_body(agreement):
    """The school's submission under single.agreement.json: three conformance rows, four people and an
    alternate of the first. (These conformance people are not the encoder's: a reader does not know
    them.)"""
    keys = keys_of(agreement, SECRET)
    conformance_keys = (derive(*keys, "conformance"),) + keys[1:]

    def row(first, person, some_keys):
        columns = agreement["encoding"]["columns"]
        return first + b"".join(column_bytes(c, person, some_keys) for c in columns)

    conformance = [row(i.to_bytes(16, "big"), PEOPLE[i], conformance_keys) for i in range(3)]
    people = [("S1", 0), ("S1", 1), ("S2", 2), ("S3", 3), ("S4", 6)]
    rows = [row(reference(REFERENCE_KEY, keys[1], "school", i), PEOPLE[p], keys) for i, p in people]
    key_check = derive(*keys, "check", length=16)
    return body(agreement, "school", key_check, conformance, rows)


def make_files():
    agreements = make_agreements()
    vectors = {
        "about": "Vectors of docs/formats/encodings.md, written by scripts/make_vectors.py: bytes in "
        "hexadecimal; people, all made up, as the standardiser leaves them. tokens: of a value, in "
        "byte order. insertions: how many positions each token gets. keys: HKDF under the secret and "
        "the agreement named. positions, token_columns, references, study_ids, rehearsal: each under "
        "its own key. rows: what each person becomes under each agreement, by column.",
        "secret": SECRET.hex(),
        "tokens": token_vectors(),
        "insertions": insertion_vectors(),
        "agreements": agreement_vectors(agreements),
        "keys": key_vectors(agreements),
        "positions": position_vectors(),
        "token_columns": token_column_vectors(),
        "references": reference_vectors(),
        "study_ids": study_id_vectors(),
        "rehearsal": rehearsal_vectors(),
        "people": PEOPLE,
        "rows": row_vectors(agreements),
    }
    files = {name + ".agreement.json": canonical(a) for name, a in agreements.items()}
    files["encoding.json"] = (json.dumps(vectors, indent=1, ensure_ascii=False) + "\n").encode()
    files["example.encodings"] = example_body(agreements["single"])
    return files


def main():
    files = make_files()
    if sys.argv[1:] == ["--check"]:
        differ = [n for n, data in files.items() if (VECTORS / n).read_bytes() != data]
        for name in differ:
            print(f"make_vectors: {name} differs from what this script writes", file=sys.stderr)
        return 1 if differ else 0
    for name, data in files.items():
        (VECTORS / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
