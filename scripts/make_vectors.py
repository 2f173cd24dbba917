#!/usr/bin/env python3
"""Writes the encoding vectors of tests/vectors only from docs/formats/{agreement,encodings}.md.

It is independent of the C++ sources and as plain as the pages: it uses only Python's standard library, and
no option changes an output. The people are made up.

  make_vectors.py           writes the files
  make_vectors.py --check   names the committed files that differ; exit status 1 if any does
"""

import calendar
import fractions
import functools
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


# ---- AES-256 of one block (FIPS 197)


def times(a, b):
    """The product in the field of 256 elements."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def substitute(byte):
    inverse = next((x for x in range(256) if times(byte, x) == 1), 0)
    turns = [(inverse << n | inverse >> (8 - n)) & 0xFF for n in range(5)]
    return functools.reduce(lambda a, b: a ^ b, turns) ^ 0x63


SBOX = [substitute(byte) for byte in range(256)]
DOUBLE = [times(byte, 2) for byte in range(256)]


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


@functools.cache
def round_keys(key):
    words = [key[i : i + 4] for i in range(0, 32, 4)]
    constant = 1
    for i in range(8, 60):
        word = words[-1]
        if i % 8 == 0:
            word = xor((SBOX[b] for b in word[1:] + word[:1]), (constant, 0, 0, 0))
            constant = DOUBLE[constant]
        elif i % 8 == 4:
            word = bytes(SBOX[b] for b in word)
        words.append(xor(words[-8], word))
    return [b"".join(words[i : i + 4]) for i in range(0, 60, 4)]


def mix_column(a):
    whole = a[0] ^ a[1] ^ a[2] ^ a[3]
    return bytes(a[i] ^ whole ^ DOUBLE[a[i] ^ a[(i + 1) % 4]] for i in range(4))


def aes256(key, block):
    keys = round_keys(key)
    state = xor(block, keys[0])
    for i in range(1, 15):
        state = bytes(SBOX[state[(5 * j) % 16]] for j in range(16))  # substitutes and shifts rows
        if i < 14:
            state = b"".join(mix_column(state[j : j + 4]) for j in range(0, 16, 4))
        state = xor(state, keys[i])
    return state


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


@functools.cache
def stream_block(key, token, i):
    return hashlib.blake2b(token.encode() + u32(i), key=key, digest_size=64).digest()


def positions(key, bits, token, count):
    found = []
    counter = 0
    while len(found) < count:
        words = struct.unpack("<16I", stream_block(key, token, counter))
        found += [word * bits >> 32 for word in words]
        counter += 1
    return found[:count]


def insertions(feature, tokens):
    if "k" in feature:
        return [feature["k"]] * tokens
    share, left = divmod(feature["bits"], tokens)
    return [share + 1] * left + [share] * (tokens - left)


def plain_filter(column, person, keys):
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


# ---- Hardened filters


def stream_words(key, first, count):
    """Words of the stream of diffusion; first and count are multiples of 16."""
    words = []
    for block in range(first // 16, (first + count) // 16):
        words += struct.unpack("<16I", stream_block(key, "", block))
    return words


def diffusion_positions(key, bits, t):
    """For each bit of the diffused filter, its t positions."""
    chosen, left, number = [], [], 0
    for _ in range(bits):
        own = []
        while len(own) < t:
            if not left:
                words = stream_words(key, number * bits, bits)
                left = sorted(range(bits), key=lambda position: (words[position], position))
                number += 1
            place = next(i for i, position in enumerate(left) if position not in own)
            own.append(left.pop(place))
        chosen.append(own)
    return chosen


def diffuse(plain, key, t):
    out = bytearray(len(plain))
    for j, own in enumerate(diffusion_positions(key, len(plain) * 8, t)):
        ones = sum(plain[p // 8] >> p % 8 & 1 for p in own)
        out[j // 8] |= ones % 2 << j % 8
    return bytes(out)


def votes_of(key, token, count):
    """The first bits of the token's stream."""
    data, counter = b"", 0
    while len(data) * 8 < count:
        data += stream_block(key, token, counter)
        counter += 1
    return [data[i // 8] >> i % 8 & 1 for i in range(count)]


def saul_filter(column, person, keys, majorities):
    bits = column["bits"]
    out = bytearray(bits // 8)
    if "needs" in column and not person.get(column["needs"]):
        return bytes(out)
    votes, weight_of_all = [0] * (majorities * bits), 0
    for feature in column["features"]:
        tokens = tokenise(feature["tokens"], person.get(feature["field"], ""))
        if not tokens:
            continue
        key = derive(*keys, "saul", column["name"], feature["space"])
        for token, weight in zip(tokens, insertions(feature, len(tokens))):
            weight_of_all += weight
            for place, vote in enumerate(votes_of(key, token, len(votes))):
                votes[place] += weight * vote
    for p in range(bits if weight_of_all else 0):
        won = sum(2 * votes[m * bits + p] >= weight_of_all for m in range(majorities))
        out[p // 8] |= won % 2 << p % 8
    return bytes(out)


def filter_bytes(column, person, keys, hardening):
    if hardening is None:
        return plain_filter(column, person, keys)
    if hardening["kind"] == "saul":
        return saul_filter(column, person, keys, hardening["majorities"])
    key = derive(*keys, "diffusion", column["name"])
    return diffuse(plain_filter(column, person, keys), key, hardening["t"])


# ---- Bands


def single(number):
    """The nearest number of IEEE 754 single precision; of two equally near, the even one."""
    return struct.unpack("<f", struct.pack("<f", number))[0]


def identity(key, token, place):
    return stream_block(key, token, place // 4)[16 * (place % 4) :][:16]


def word(key, token, band, place):
    return struct.unpack("<16I", stream_block(key, token, 4 + band))[place]


def exponential(word):
    x = 2 * word + 1
    k = x.bit_length() - 1
    m = x << (31 - k) if k <= 31 else x >> 1
    f = 0
    for _ in range(18):
        square = m * m
        over = square >> 63
        m = square >> (31 + over)
        f = 2 * f + over
    return 33 * 2**18 - (k * 2**18 + f)


# A double has more than twice the digits of a single, so to round first to double, as Python does, changes
# neither a quotient nor a product.


def scale_of(tokens, weight):
    return single(tokens / weight)


@functools.cache
def token_hash(key, token, scale, band, place):
    return single(exponential(word(key, token, band, place)) * scale)


def weighted_tokens(column, person, keys):
    """Key, token and scale of each token, in the order in which ties are decided."""
    found = []
    for feature in column["features"]:
        tokens = tokenise(feature["tokens"], person.get(feature["field"], ""))
        key = derive(*keys, "minhash", "", feature["space"])
        found += [(key, token, scale_of(len(tokens), feature["weight"])) for token in tokens]
    return found


def least_token(tokens, band, place):
    # min takes the first of equals.
    return min(tokens, key=lambda token: token_hash(*token, band, place))


def band_value(column, key, tokens, band):
    block = u32(band) + bytes(12)
    for place in range(column["hashes"]):
        space_key, token, _ = least_token(tokens, band, place)
        block = xor(block, identity(space_key, token, place))
    return aes256(key, block)[: column["bits"] // 8]


def bands_bytes(column, person, keys):
    if not all(any(person.get(field) for field in kind) for kind in column["joins"]):
        return bytes(column["bands"] * column["bits"] // 8)
    key = derive(*keys, "bands", column["name"])
    tokens = weighted_tokens(column, person, keys)
    return b"".join(band_value(column, key, tokens, band) for band in range(column["bands"]))


def replacement(column, reference_key, project, dataset, reference, band):
    label = lp("tallystick/1/replace") + lp(project) + lp(dataset) + lp(column["name"])
    block = xor(reference, u32(band) + bytes(12))
    return aes256(hmac_sha256(reference_key, label), block)[: column["bits"] // 8]


def replace_repeats(columns, rows, reference_key, project, dataset):
    """rows: reference and the bytes of each column, changed in place."""
    for column in columns:
        if column["kind"] == "token":
            holders = {}
            for first, cells in rows:
                holders.setdefault(cells[column["name"]], set()).add(first)
            for _, cells in rows:
                if len(holders[cells[column["name"]]]) > 1:
                    cells[column["name"]] = bytes(16)
            continue
        size = column["bits"] // 8
        for band in range(column["bands"]):
            at = slice(band * size, (band + 1) * size)
            holders = {}
            for first, cells in rows:
                holders.setdefault(cells[column["name"]][at], set()).add(first)
            for first, cells in rows:
                cell = cells[column["name"]]
                if any(cell[at]) and len(holders[cell[at]]) > 1:
                    value = replacement(column, reference_key, project, dataset, first, band)
                    cells[column["name"]] = cell[: at.start] + value + cell[at.stop :]


def logarithm(count):
    """log2(count + 1) in 1/4096, rounded: by squaring, with exact fractions."""
    x = fractions.Fraction(count + 1)
    whole = 0
    while x >= 2:
        x, whole = x / 2, whole + 1
    value = whole
    for _ in range(24):
        value *= 2
        x = fractions.Fraction(int(x * x * 2**80), 2**80)
        if x >= 2:
            x, value = x / 2, value + 1
    return (value + (1 << 11)) >> 12


def nearest_counts(columns, rows):
    """rows: as they are before repeats are replaced; columns: those that both data sets supply."""
    records = {}
    for first, cells in rows:
        records.setdefault(first, []).append(cells)

    def values_of(record, column, band):
        size = column["bits"] // 8
        at = slice(band * size, (band + 1) * size)
        return {cells[column["name"]][at] for cells in records[record]} - {bytes(size)}

    def shared_values(column, pair):
        """The values, of all bands, that these two records have and no other has."""
        count = 0
        for band in range(column["bands"]):
            others = set().union(*(values_of(r, column, band) for r in records if r not in pair))
            shared = values_of(pair[0], column, band) & values_of(pair[1], column, band)
            count += len(shared - others)
        return min(count, 512)

    counts = [0] * 128
    for first in sorted(records)[:2000]:
        best = 0
        for other in records:
            if other == first:
                continue
            equal = [shared_values(c, (first, other)) for c in columns]
            best = max(best, sum(logarithm(n) for n in equal))
        counts[min(127, 2 * best // 4096)] += 1
    return counts


def token_bytes(column, person, keys):
    value = person.get(column["key"], "")
    if not value:
        return bytes(16)
    return hmac_sha256(derive(*keys, "token", column["name"]), value.encode())[:16]


def column_bytes(column, person, keys, hardening=()):
    if column["kind"] == "filter":
        own = {entry["column"]: entry for entry in hardening}.get(column["name"])
        return filter_bytes(column, person, keys, own)
    make = {"token": token_bytes, "bands": bands_bytes}[column["kind"]]
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


NAME_KIND = ("forename surname middle_names", "forename surname")
GIVEN_KIND = ("forename middle_names", "forename")
SURNAME_KIND = ("surname", "surname")
BIRTH_KIND = ("date_of_birth sex", "date_of_birth")
ADDRESS_KIND = ("postcode house street town other_1 other_2", "postcode street other_1 other_2")
VIEWS = [
    ("names_birth", [NAME_KIND, BIRTH_KIND]),
    ("names_address", [NAME_KIND, ADDRESS_KIND]),
    ("birth_address", [BIRTH_KIND, ADDRESS_KIND]),
    ("all", [NAME_KIND, BIRTH_KIND, ADDRESS_KIND]),
    ("given_birth", [GIVEN_KIND, BIRTH_KIND]),
    ("surname_birth", [SURNAME_KIND, BIRTH_KIND]),
    ("given_address", [GIVEN_KIND, ADDRESS_KIND]),
]


def bands_column(name, kinds, used):
    fields = [field for all_fields, _ in kinds for field in all_fields.split()]
    features = [
        {"field": field, "space": space, "tokens": tokens, "weight": bits}
        for field, space, tokens, bits, _ in WEIGHTS
        if field in used and field in fields
    ]
    joins = [[field for field in needed.split() if field in used] for _, needed in kinds]
    column = {"name": name, "kind": "bands", "bits": 40, "bands": 64, "hashes": 12}
    return {**column, "joins": joins, "features": features}


def supplies(column, fields):
    if column["kind"] == "token":
        return column["key"] in fields
    if any(fields.isdisjoint(kind) for kind in column.get("joins", [])):
        return False
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
    if level == "banded":
        columns = [bands_column(*view, used) for view in VIEWS]
    else:
        columns = [person_filter(used)]
    if level in GROUPS and level != "single":
        columns += [group_filter(*group, used) for group in GROUPS[level] + ALL_BUT_SINGLE]
    columns = [column for column in columns if supplies(column, used)]
    columns += [{"name": key, "kind": "token", "key": key} for key in KEYS if key in used]
    return {"standardiser": 2, "unicode": "15.0", "columns": columns, "hardening": []}


def make_passes(encoding):
    filters = [c["name"] for c in encoding["columns"] if c["kind"] == "filter"]
    tokens = [c["name"] for c in encoding["columns"] if c["kind"] == "token"]
    passes = [{"name": t, "search": t, "score": [], "rule": "exact"} for t in tokens]
    bands = [c["name"] for c in encoding["columns"] if c["kind"] == "bands"]
    search, score = (filters[0], filters[1:]) if filters else (bands[0], bands)
    person = {"name": "person", "search": search, "score": score, "rule": "without_truth"}
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
    banded = make_agreement(
        "Example of bands",
        "banded",
        ["nhs_number"],
        {
            "health": NAMES | BIRTH | ADDRESS | {"nhs_number", "other_1"},
            "school": NAMES | BIRTH | {"postcode", "nhs_number", "other_1"},
            "register": NAMES | BIRTH | {"nhs_number"},
        },
        rows=4,
        seed=3,
    )
    hardened = make_agreement(
        "Example of hardened filters",
        "grouped",
        ["upn"],
        {
            "school": NAMES | BIRTH | ADDRESS | {"upn", "other_1"},
            "health": NAMES | BIRTH | ADDRESS | {"upn", "other_1"},
        },
        project=bytes(range(32, 48)),
    )
    hardened["encoding"]["hardening"] = [
        {"column": "person", "kind": "diffusion", "t": 3},
        {"column": "names", "kind": "saul", "majorities": 3},
        {"column": "birth", "kind": "diffusion", "t": 2},
        {"column": "address", "kind": "saul", "majorities": 1},
    ]
    return {
        "single": single,
        "grouped": grouped,
        "detailed": detailed,
        "amended": amended,
        "hardened": hardened,
        "banded": banded,
        "few_bands": few_bands(single),
    }


def few_bands(single):
    """The agreement of one filter with bands in its place, small enough for vectors of whole rows: bands of
    every size, of one hash, and of more hashes than a block of the stream has identities."""

    def feature(field, space, tokens, weight):
        return {"field": field, "space": space, "tokens": tokens, "weight": weight}

    def column(name, bits, bands, hashes, joins, features):
        sizes = {"bits": bits, "bands": bands, "hashes": hashes}
        return {"name": name, "kind": "bands", **sizes, "joins": joins, "features": features}

    forename = feature("forename", "name", "padded_bigrams", 130)
    surname = feature("surname", "name", "padded_bigrams", 110)
    birth = feature("date_of_birth", "dob", "date_components", 200)
    sex = feature("sex", "sex", "value", 1)
    postcode = feature("postcode", "postcode", "positional_characters", 1024)
    names = ["forename", "surname"]
    few = json.loads(json.dumps(single))
    few["title"] = "Example of few bands"
    few["encoding"]["columns"] = [
        column("names_birth", 32, 9, 1, [names, ["date_of_birth"]], [forename, surname, birth, sex]),
        column("names_postcode", 40, 8, 2, [names, ["postcode"]], [surname, forename, postcode]),
        column("surname_birth", 48, 8, 5, [["surname"], ["date_of_birth"]], [surname, birth]),
        column("all", 64, 8, 16, [names, ["date_of_birth"], ["postcode"]],
               [forename, surname, birth, postcode]),
        {"name": "upn", "kind": "token", "key": "upn"},
    ]  # fmt: skip
    for dataset in few["datasets"]:
        dataset["fields"].remove("middle_names")
        dataset["columns"] = [c["name"] for c in few["encoding"]["columns"]]
        dataset["rows_per_record"] = 2
    bands = [c["name"] for c in few["encoding"]["columns"] if c["kind"] == "bands"]
    few["policy"]["passes"] = [
        {"name": "upn", "search": "upn", "score": [], "rule": "exact"},
        {"name": "sure", "search": "all", "score": bands, "rule": "threshold", "threshold": 9500},
        {"name": "person", "search": "names_birth", "score": bands, "rule": "without_truth"},
    ]
    return few


# ---- The body of a submission


def supplied(agreement, dataset_name):
    dataset = next(d for d in agreement["datasets"] if d["name"] == dataset_name)
    return [c for c in agreement["encoding"]["columns"] if c["name"] in dataset["columns"]]


def cell_size(column):
    return column.get("bits", 128) // 8 * column.get("bands", 1)


def body(agreement, dataset_name, key_check, conformance, rows, nearest=()):
    """nearest: with bands, the counts for each other data set."""
    columns = supplied(agreement, dataset_name)
    row_size = 16 + sum(cell_size(c) for c in columns)
    rest = u32(row_size) + u32(len(columns)) + u32(len(conformance)) + u32(len(rows))
    rest += sha256(canonical(agreement)) + sha256(canonical(agreement["encoding"]))
    rest += bytes.fromhex(agreement["project"]) + key_check
    rest += u32(agreement["encoding"]["standardiser"]) + lp(agreement["encoding"]["unicode"])
    rest += lp(dataset_name)
    for column in columns:
        kind = {"filter": 1, "token": 2, "bands": 3}[column["kind"]]
        rest += lp(column["name"]) + bytes([kind]) + u32(column.get("bits", 0))
        if column["kind"] == "bands":
            rest += u32(column["bands"])
    if any(column["kind"] == "bands" for column in columns):
        rest += u32(len(nearest)) + b"".join(u32(n) for counts in nearest for n in counts)
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
    for name in ("single", "grouped", "detailed", "banded", "hardened"):
        agreement = agreements[name]
        project = bytes.fromhex(agreement["project"])
        encoding = sha256(canonical(agreement["encoding"]))
        wanted = [("check", "", "", 16), ("conformance", "", "", 32)]
        for column in agreement["encoding"]["columns"]:
            if column["kind"] == "token":
                wanted.append(("token", column["name"], "", 32))
            spaces = dict.fromkeys(f["space"] for f in column.get("features", []))
            if column["kind"] == "bands":
                wanted.append(("bands", column["name"], "", 32))
                minhash = [("minhash", "", space, 32) for space in spaces]
                wanted += [key for key in minhash if key not in wanted]
            else:
                wanted += [("filter", column["name"], space, 32) for space in spaces]
            for entry in agreement["encoding"]["hardening"]:
                if entry["column"] == column["name"]:
                    of_kind = {"diffusion": [""], "saul": spaces}[entry["kind"]]
                    wanted += [(entry["kind"], column["name"], space, 32) for space in of_kind]
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


def block_vectors():
    """The first is the example of FIPS 197."""
    cases = [(bytes(range(32)), bytes(17 * i for i in range(16))), (bytes(32), bytes(16)),
             (bytes(range(200, 232)), bytes(range(16, 0, -1)))]  # fmt: skip
    return [{"key": k.hex(), "block": b.hex(), "encrypted": aes256(k, b).hex()} for k, b in cases]


def minhash_vectors():
    key = bytes(range(164, 196))
    bands = [0, 1, 127, 511]
    return [
        {
            "key": key.hex(),
            "token": token,
            "identities": [identity(key, token, place).hex() for place in range(16)],
            "bands": bands,
            "words": [[word(key, token, band, place) for place in range(16)] for band in bands],
        }
        for token in ["AN", "AN#2", "日本", "T" * 200]
    ]


WORDS = [0, 1, 2, 3, 0x3FFFFFFF, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xB504F333, 0xFFFFFFFE, 0xFFFFFFFF,
         0x1904FECB, 12345, 0xDEADBEEF, 0x55555555]  # fmt: skip


def exponential_vectors():
    return [{"word": w, "exponential": exponential(w)} for w in WORDS]


def minima_vectors():
    """Three features, each with some tokens, at four places; the second and third tie with the first at
    some places."""
    features = [
        {"tokens": 1, "weight": 3, "words": [[0x20000000, 0xC0000000, 0x80000000, 0xFFFFFFFF]]},
        {"tokens": 1, "weight": 3, "words": [[0x20000000, 0xD0000000, 0x80000000, 0x10000000]]},
        {"tokens": 2, "weight": 7, "words": [[0x20000000, 0x30000000, 0xA0000000, 0xFFFFFFFF],
                                             [0x90000000, 0x30000000, 0xA0000000, 0xFFFFFFFF]]},
    ]  # fmt: skip
    hashes = []
    for feature in features:
        scale = scale_of(feature["tokens"], feature["weight"])
        hashes += [[single(exponential(w) * scale) for w in words] for words in feature["words"]]
    least = [min(range(len(hashes)), key=lambda t: hashes[t][place]) for place in range(4)]
    bits = [struct.unpack("<I", struct.pack("<f", hashes[t][p]))[0] for p, t in enumerate(least)]
    return {"features": features, "least": least, "hash_bits": bits}


def score_vectors():
    cases = [[], [0], [1], [0, 0, 1], [512], [3, 1, 0, 0], [128] * 7, [7] * 5, [512] * 64, [2, 5, 9]]
    scores = [sum(logarithm(n) for n in equal) for equal in cases]
    return [
        {"equal": equal, "score": score, "step": min(127, 2 * score // 4096)}
        for equal, score in zip(cases, scores)
    ]


def diffusion_vectors():
    key = bytes(range(164, 196))
    vectors = []
    for bits, t in [(512, 2), (576, 5)]:
        listed = [str(p) for own in diffusion_positions(key, bits, t) for p in own]
        vectors.append({"key": key.hex(), "bits": bits, "t": t, "positions": " ".join(listed)})
    return vectors


def vote_vectors():
    key = bytes(range(196, 228))
    cases = [("AN", 512), ("AN#2", 1024), ("日本", 576), ("Y2005", 64)]
    return [
        {"key": key.hex(), "token": token, "votes": "".join(map(str, votes_of(key, token, n)))}
        for token, n in cases
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
    for name in ("single", "grouped", "detailed", "hardened"):
        encoding = agreements[name]["encoding"]
        keys = keys_of(agreements[name], SECRET)
        rows = [
            {
                c["name"]: column_bytes(c, person, keys, encoding["hardening"]).hex()
                for c in encoding["columns"]
            }
            for person in PEOPLE
        ]
        vectors.append({"agreement": name + ".agreement.json", "rows": rows})
    return vectors


def band_row_vectors(agreements):
    """Every person at the level banded: of each column the first eight bands and the SHA-256 of all."""
    columns = [c for c in agreements["banded"]["encoding"]["columns"] if c["kind"] == "bands"]
    keys = keys_of(agreements["banded"], SECRET)
    rows = []
    for person in PEOPLE:
        cells = {c["name"]: bands_bytes(c, person, keys) for c in columns}
        rows.append({n: {"start": c[:40].hex(), "sha256": sha256(c).hex()} for n, c in cells.items()})
    return {"agreement": "banded.agreement.json", "rows": rows}


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


FAMILY = [  # local id and row: two have two rows; twins; a person with two records; missing kinds
    ("S1", {"forename": "ANNA", "surname": "NOVAK", "date_of_birth": "20100412", "sex": "F",
            "postcode": "CV15AB", "upn": "G990251519098"}),
    ("S1", {"forename": "ANNA", "surname": "BAKER", "date_of_birth": "20100412", "sex": "F",
            "postcode": "LS29JT"}),
    ("S2", {"forename": "HANNAH", "surname": "NOVAK", "date_of_birth": "20100412", "sex": "F",
            "postcode": "CV15AB"}),
    ("S3", {"forename": "IVAN", "surname": "LODZ", "date_of_birth": "20110228", "sex": "M",
            "postcode": "B11AA", "upn": "H801200001001"}),
    ("S4", {"forename": "IVAN", "surname": "LODZ", "date_of_birth": "20110228", "sex": "M",
            "postcode": "B11AA", "upn": "H801200001001"}),
    ("S4", {"forename": "IVAN", "surname": "LODZ", "date_of_birth": "20110228", "sex": "M"}),
    ("S5", {"forename": "MARY", "surname": "NGUYEN", "date_of_birth": "20090101"}),
    ("S6", {"forename": "ZOE", "postcode": "CV15AB"}),
    ("S7", {"surname": "NOVAK", "sex": "M"}),
]  # fmt: skip


def family_rows(agreement):
    """The school's rows as they are before own repeats are replaced: reference, and cells by column."""
    keys = keys_of(agreement, SECRET)
    columns = supplied(agreement, "school")
    return [
        (
            reference(REFERENCE_KEY, keys[1], "school", local_id),
            {c["name"]: column_bytes(c, person, keys) for c in columns},
        )
        for local_id, person in FAMILY
    ]


def bands_body(agreement):
    """The school's submission under few_bands.agreement.json, with two conformance rows."""
    keys = keys_of(agreement, SECRET)
    conformance_keys = (derive(*keys, "conformance"),) + keys[1:]
    columns = supplied(agreement, "school")
    rows = family_rows(agreement)
    nearest = nearest_counts([c for c in columns if c["kind"] == "bands"], rows)
    replace_repeats(columns, rows, REFERENCE_KEY, keys[1], "school")
    whole = [first + b"".join(cells[c["name"]] for c in columns) for first, cells in rows]
    conformance = [
        i.to_bytes(16, "big") + b"".join(column_bytes(c, PEOPLE[i], conformance_keys) for c in columns)
        for i in range(2)
    ]
    key_check = derive(*keys, "check", length=16)
    return body(agreement, "school", key_check, conformance, whole, [nearest])


def family_vectors(agreement):
    """The same rows: as they are before own repeats are replaced."""
    return [
        {"local_id": local_id, "person": person, "reference": first.hex(),
         "cells": {name: cell.hex() for name, cell in cells.items()}}
        for (local_id, person), (first, cells) in zip(FAMILY, family_rows(agreement))
    ]  # fmt: skip


def make_files():
    agreements = make_agreements()
    bands = {
        "about": "Vectors of bands in docs/formats/encodings.md, written by scripts/make_vectors.py: bytes in "
        "hexadecimal. blocks: AES-256. minhash: identities of a token and its words in some bands, "
        "under its own key. exponentials: of words. minima: the least token at each place, numbered "
        "over all features, and its hash as the bits of a single. scores: of counts of equal bands. "
        "rows: the people of encoding.json at the level banded. family: rows of "
        "few_bands.encodings before own repeats are replaced.",
        "secret": SECRET.hex(),
        "reference_key": REFERENCE_KEY.hex(),
        "blocks": block_vectors(),
        "minhash": minhash_vectors(),
        "exponentials": exponential_vectors(),
        "minima": minima_vectors(),
        "scores": score_vectors(),
        "rows": band_row_vectors(agreements),
        "family": family_vectors(agreements["few_bands"]),
    }
    vectors = {
        "about": "Vectors of docs/formats/encodings.md, written by scripts/make_vectors.py: bytes in "
        "hexadecimal; people, all made up, as the standardiser leaves them. tokens: of a value, in "
        "byte order. insertions: how many positions each token gets. keys: HKDF under the secret and "
        "the agreement named. positions, diffusions (the positions of bit 0, then of bit 1, ...), votes, "
        "token_columns, references, study_ids, rehearsal: each under its own key. rows: what each person becomes under each agreement, by column.",
        "secret": SECRET.hex(),
        "tokens": token_vectors(),
        "insertions": insertion_vectors(),
        "agreements": agreement_vectors(agreements),
        "keys": key_vectors(agreements),
        "positions": position_vectors(),
        "diffusions": diffusion_vectors(),
        "votes": vote_vectors(),
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
    files["bands.json"] = (json.dumps(bands, indent=1, ensure_ascii=False) + "\n").encode()
    files["few_bands.encodings"] = bands_body(agreements["few_bands"])
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
