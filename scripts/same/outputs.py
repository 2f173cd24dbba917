"""The outputs of a build, reduced to the parts that two builds must share: see same_bytes."""
import base64
import hashlib
import html
import json
import pathlib
import re
import subprocess
import tempfile

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DIGEST = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b")
GROUPED = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){7,15}\b")
FIGURE = re.compile(r"<[\w./ -]+>|\b[RS][A-Z2-7]{26}\b|\b[0-9a-f]{32,}\b"
                    r"|(?<![\w-])-?\d[\w,:%/-]*(?:\.\d+)?")
MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.S)
# The members of a verification's JSON that are sentences for people.
SENTENCE = re.compile(r'^ *"(?:group|proves|against|detail|note)": .*$', re.M)
# The sentences of a quality report: the texts of its findings, and its remarks.
FINDING = re.compile(r'^ *"text": .*$|^ *"remarks": \[[^\]]*\]', re.M)
# The last column of a list of rejects is a reason in words.
REASON = re.compile(r',(?:"[^"]*"|[^",\n]*)$', re.M)
# The lines of an agreement's template that explain it.
COMMENT = re.compile(r"^ *#.*\n", re.M)
TALK = (".out", "passes.txt", "table.txt")  # output of programs: only its figures must be equal
ASIDE = (".err", ".said")  # messages: differences are only counted
RANDOM = ("signing.key", "opening.key", ".pem", ".p7s")


def sha(data):
    return hashlib.sha256(data).hexdigest()


def numbered_reasons(rejects):
    """A list of rejects with numbers in place of words: equal reasons stay equal, others differ."""
    numbers = {}
    return REASON.sub(lambda m: f",{numbers.setdefault(m[0], len(numbers))}", rejects)


def to_text(data):
    return data.decode("utf-8", "surrogateescape")


def to_bytes(text):
    return text.encode("utf-8", "surrogateescape")


class Sealed:
    """A sealed file taken apart, and the names of its digests (docs/formats/sealed.md)."""

    def __init__(self, data):
        number = lambda at, width: int.from_bytes(data[at:at + width], "little")
        at, parts = number(12, 4), []
        self.header = data[:at]
        for width in (4, 4, 8):
            size = number(at, width)
            parts.append(data[at + width:at + width + size])
            at += width + size
        cms, recipients, body = parts
        start = cms.index(b'{\n  "format": "tallystick-manifest/')
        self.text = cms[start:cms.index(b"\n}\n", start) + 3]
        self.manifest = json.loads(self.text)
        facts = ("kind", "maker", "dataset", "analyst", "sequence")
        name = "-".join(str(self.manifest[fact]) for fact in facts)
        self.names = {sha(data[:-32]): f"<file {name}>", sha(self.text): f"<manifest {name}>",
                      sha(self.header): f"<header {name}>", sha(body): f"<body {name}>",
                      sha(recipients): f"<recipients {name}>",
                      self.manifest["commitment"]: f"<commitment {name}>",
                      self.manifest["file_id"]: f"<file id {name}>"}

    def text_without_page_size(self):
        is_page = self.manifest["kind"] == "report"
        return re.sub(rb'(?<="content_bytes": )\d+', b"<size>", self.text) if is_page else self.text

    def header_text(self):
        """In hex, with the agreement's and certificate's digests and the file id separate."""
        return re.sub("(.{72})(.{64})(.{64})(.{32})", r"\1 \2 \3 \4 ", self.header.hex(), count=1)


class Outputs:
    """strict: the parts that must be equal, by output; wording: parts with differences that are only counted."""

    def __init__(self, folder, programs):
        self.folder, self.protocol = folder, programs / "tally-protocol"
        self.strict, self.wording = {}, {}
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        self.files = {str(path.relative_to(folder)): path.read_bytes() for path in paths}
        sealed = {path: Sealed(data) for path, data in self.files.items()
                  if data.startswith(b"TALLYSEA") and "damaged" not in path}
        self.names = self.find_names(sealed.values())
        # The length of a page depends on its wording.
        self.page_sizes = {str(file.manifest["content_bytes"]) for file in sealed.values()
                           if file.manifest["kind"] == "report"}
        for (path, data), place in zip(self.files.items(), paths):
            mode = f"mode {place.stat().st_mode & 0o777:o}\n"
            if path in sealed:
                self.add(f"{path} (manifest)", sealed[path].text_without_page_size())
                self.add(f"{path} (header)", sealed[path].header_text().encode(), mode)
                self.add(f"{path} (content)", self.content(path, sealed[path].manifest))
            else:
                left_out = path.endswith(RANDOM) or data.startswith(b"TALLYSEA")
                self.add(path, b"" if left_out else data, mode)

    def find_names(self, sealed):
        names = {}
        for path, data in self.files.items():
            if path.endswith(("signing.pem", "opening.pem")):
                der = base64.b64decode(b"".join(data.split(b"-----")[2].split()))
                names[sha(der)] = f"<{path}>"
            elif path.endswith(".jsonl"):
                for line in data.splitlines():
                    entry = json.loads(line)
                    names.setdefault(sha(line), f"<log {entry['party']} {entry['number']}>")
            elif data.startswith(b'{\n  "format": "tallystick-agreement/'):
                names.setdefault(sha(data), f"<{pathlib.Path(path).name}>")
        for file in sealed:
            names.update(file.names)
        return names

    def named(self, text):
        text = GROUPED.sub(lambda m: m[0].replace(" ", ""), TIME.sub("<time>", text))
        text = text.replace(str(self.folder), "FOLDER")
        return DIGEST.sub(lambda m: self.names.get(m[0], m[0]), text)

    def figures(self, text):
        found = [figure.rstrip(",:/-") for figure in FIGURE.findall(text)]  # punctuation is wording
        return "\n".join("<size>" if figure in self.page_sizes else figure for figure in found)

    def add(self, path, data, mode=""):
        if b"\0" in data[:4096]:  # encodings and keys: the agreement is named in bytes
            for digest, name in self.names.items():
                if "agreement" in name or "amended" in name:
                    data = data.replace(bytes.fromhex(digest), name.encode())
            self.strict[path] = mode.encode() + data
            return
        text = to_text(data)
        page = text.startswith("<!DOCTYPE html>")
        shown = html.unescape(MARKUP.sub(" ", text)) if page else text
        exact = text = self.named(text)
        if page or path.endswith(TALK):
            exact = self.figures(self.named(shown))
        elif path.endswith(ASIDE):
            exact = ""
        elif path.endswith("agreement.txt"):
            exact = COMMENT.sub("", text)
        elif '"format": "tallystick-verification/' in text[:60]:
            exact = SENTENCE.sub(lambda m: self.figures(m[0]), text)
        elif '"format": "tallystick-quality/' in text[:60]:
            exact = FINDING.sub(lambda m: self.figures(m[0]), text)
        elif path.endswith("rejects.csv"):
            exact = numbered_reasons(text)
        if exact is not text:
            self.wording[path] = to_bytes(text)
        self.strict[path] = to_bytes(mode + exact)

    def content(self, path, manifest):
        """The content, opened by the first reader with an identity in the folder, if there is one."""
        keys = [key.parent for reader in manifest["readers"]
                for key in self.folder.rglob("opening.key")
                if reader in (key.parent.name, key.parent.parent.name)]
        agreements = [other for other, data in self.files.items()
                      if sha(data) == manifest["agreement"]]
        if not keys or not agreements:
            return b"not opened: no reader's keys or no agreement in the folder"
        with tempfile.TemporaryDirectory() as work:
            content = pathlib.Path(work, "content")
            done = subprocess.run(
                [self.protocol, "open", "--agreement", self.folder / agreements[0],
                 "--identity", keys[0], "--in", self.folder / path, "--out", content],
                capture_output=True)
            status = done.returncode  # secrets are never opened to a file
            return content.read_bytes() if status == 0 else b"not opened: status %d" % status
