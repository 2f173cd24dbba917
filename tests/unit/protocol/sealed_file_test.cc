#include "protocol/seal/sealed_file.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "common/paths.h"
#include "protocol/base/kept_files.h"
#include "tests/unit/protocol/made_up_parties.h"

namespace tally::sealed_file_test {
namespace {

const MadeUpParties& parties() {
  static const MadeUpParties made;
  return made;
}

const Time kMade = on("2026-06-01");

SealRequest submission() {
  SealRequest request;
  request.kind = SealKind::submission;
  request.dataset = "school";
  request.made = kMade;
  request.expires = on("2026-06-20");
  request.key_check = KeyCheck();
  return request;
}

Bytes some_content(std::size_t size) {
  Bytes content(size);
  for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<std::uint8_t>(i * 7 + i / 256);
  return content;
}

Result<Manifest> seal(const std::string& path, const std::string& maker, const SealRequest& request,
                      ByteView content) {
  SealedWriter writer = TRY(SealedWriter::open(path, kOverwriteAllButKeys, parties().agreement(),
                                               parties().of(maker), request));
  TRY(writer.write(content));
  Manifest manifest = TRY(writer.finish(5));
  TRY(writer.place());
  return manifest;
}

Result<CheckedSeal> check(const std::string& path, SealKind kind, Time now = kMade) {
  SealedFile file = TRY(read_sealed(path));
  return check_seal(parties().agreement(), std::move(file), kind, now);
}

Result<Bytes> open(const CheckedSeal& seal, const std::string& reader) {
  SealedReader opened = TRY(SealedReader::open(seal, parties().of(reader)));
  Bytes content(opened.size());
  TRY(opened.read_exactly(content));
  std::array<std::uint8_t, 1> more;
  const std::size_t left = TRY(opened.read(more));
  CHECK(left == 0);
  return content;
}

TEST_CASE("a reader gets the sealed content at every size") {
  for (const std::size_t size : {0u, 1u, 65535u, 65536u, 65537u, 131072u, 200000u}) {
    CAPTURE(size);
    const std::string path = parties().folder() / "sizes.tally";
    const Bytes content = some_content(size);
    const Result<Manifest> sealed = seal(path, "council", submission(), content);
    REQUIRE(sealed);
    CHECK(sealed.value().content_bytes == size);
    const Result<CheckedSeal> checked = check(path, SealKind::submission);
    REQUIRE(checked);
    CHECK(checked.value().manifest().rows == 5);
    CHECK(manifest_digest(checked.value().manifest()) == manifest_digest(sealed.value()));
    CHECK(open(checked.value(), "linkers").value() == content);
  }
}

TEST_CASE("content may be written and read in pieces of any size") {
  const std::string path = parties().folder() / "pieces.tally";
  const Bytes content = some_content(200000);
  for (const std::size_t piece : {1000u, 65536u, 70000u}) {
    CAPTURE(piece);
    SealedWriter writer = SealedWriter::open(path, kOverwriteAllButKeys, parties().agreement(),
                                             parties().of("council"), submission())
                              .value();
    for (std::size_t at = 0; at < content.size(); at += piece) {
      REQUIRE(writer.write(ByteView(content).subspan(at, std::min(piece, content.size() - at))));
    }
    REQUIRE(writer.finish(5));
    REQUIRE(writer.place());
    SealedReader reader =
        SealedReader::open(check(path, SealKind::submission).value(), parties().of("linkers"))
            .value();
    Bytes read(content.size());
    for (std::size_t at = 0; at < read.size();) {
      const std::span<std::uint8_t> out = std::span(read).subspan(at);
      at += reader.read(out.first(std::min(piece + 1, out.size()))).value();
    }
    CHECK(read == content);
  }
}

TEST_CASE("only its maker can make a kind of file and only for its readers") {
  struct Case {
    SealKind kind;
    const char* maker;
    const char* dataset;
    const char* analyst;
    std::vector<std::string> readers;
  };
  const std::vector<std::string> all = {"council",  "trust",    "linkers",
                                        "insights", "students", "board"};
  const std::vector<Case> cases = {
      {SealKind::secret, "council", "", "", {"council", "trust"}},
      {SealKind::submission, "trust", "health", "", {"linkers"}},
      {SealKind::bridge, "linkers", "", "insights", {"insights"}},
      {SealKind::payload, "council", "school", "insights", {"insights"}},
      {SealKind::report, "linkers", "", "", {"linkers", "insights", "students", "board"}},
      {SealKind::closing, "board", "", "", all},
  };
  for (const Case& made : cases) {
    CAPTURE(name_of(made.kind));
    SealRequest request = submission();
    request.kind = made.kind;
    request.dataset = made.dataset;
    request.analyst = made.analyst;
    if (made.kind != SealKind::secret && made.kind != SealKind::submission) {
      request.key_check.reset();
    }
    for (const std::string& maker : all) {
      CAPTURE(maker);
      const std::string path = parties().folder() / (maker + ".tally");
      const Result<Manifest> sealed = seal(path, maker, request, some_content(10));
      const bool makes =
          maker == made.maker || (made.kind == SealKind::closing && maker != "students");
      if (!makes) {
        REQUIRE_FALSE(sealed);
        CHECK(sealed.error().code == Errc::refused);
        CHECK_FALSE(file_exists(path));
        continue;
      }
      REQUIRE(sealed);
      CHECK(sealed.value().readers == made.readers);
      const Result<CheckedSeal> checked = check(path, made.kind);
      REQUIRE(checked);
      for (const std::string& reader : all) {
        CAPTURE(reader);
        const bool may = std::ranges::count(made.readers, reader) != 0;
        CHECK(bool(open(checked.value(), reader)) == may);
      }
      std::filesystem::remove(path);
    }
  }
}

TEST_CASE("a file that the agreement does not allow is not sealed") {
  struct Case {
    const char* says;
    void (*change)(SealRequest&);
  };
  const std::vector<Case> cases = {
      {"after the agreement's end", [](SealRequest& r) { r.expires = on("2028-01-01"); }},
      {"30 days after", [](SealRequest& r) { r.expires = on("2026-07-02"); }},
      {"must be after made", [](SealRequest& r) { r.expires = r.made; }},
      {"must name its data set", [](SealRequest& r) { r.dataset = ""; }},
      {"must not name an analyst", [](SealRequest& r) { r.analyst = "insights"; }},
      {"data set", [](SealRequest& r) { r.dataset = "births"; }},
      {"may not make it", [](SealRequest& r) { r.dataset = "health"; }},
      {"key_check", [](SealRequest& r) { r.key_check.reset(); }},
      {"must be at least 1", [](SealRequest& r) { r.sequence = 0; }},
      {"file 1 must have none", [](SealRequest& r) { r.sequence = 2; }},
  };
  for (const Case& asked : cases) {
    CAPTURE(asked.says);
    SealRequest request = submission();
    asked.change(request);
    const std::string path = parties().folder() / "never.tally";
    const Result<Manifest> sealed = seal(path, "council", request, {});
    REQUIRE_FALSE(sealed);
    CAPTURE(sealed.error().message);
    CHECK(sealed.error().message.find(asked.says) != std::string::npos);
    CHECK_FALSE(file_exists(path));
  }
}

TEST_CASE("a stranger cannot seal a file") {
  MadeUpParties others;
  const Result<SealedWriter> writer =
      SealedWriter::open(others.folder() / "x.tally", Overwrite::no, parties().agreement(),
                         others.of("council"), submission());
  REQUIRE_FALSE(writer);
  CHECK(writer.error().code == Errc::refused);
}

TEST_CASE("a file appears only when it is placed and replaces none before") {
  const std::string path = parties().folder() / "kept.tally";
  REQUIRE(seal(path, "council", submission(), some_content(3)));
  const std::string before = parties().folder().get("kept.tally");
  {
    SealedWriter writer = SealedWriter::open(path, kOverwriteAllButKeys, parties().agreement(),
                                             parties().of("council"), submission())
                              .value();
    REQUIRE(writer.write(some_content(100000)));
    REQUIRE(writer.finish(5));
  }
  CHECK(parties().folder().get("kept.tally") == before);
  CHECK_FALSE(SealedWriter::open(path, Overwrite::no, parties().agreement(),
                                 parties().of("council"), submission()));
}

TEST_CASE("two files with the same content differ everywhere") {
  const Bytes content = some_content(100);
  const Result<Manifest> a = seal(parties().folder() / "a.tally", "council", submission(), content);
  const Result<Manifest> b = seal(parties().folder() / "b.tally", "council", submission(), content);
  CHECK(a.value().file_id != b.value().file_id);
  CHECK(a.value().commitment != b.value().commitment);
  CHECK(a.value().body != b.value().body);
}

// ---- A file that is replaced between its check and its reading

TEST_CASE("a file that is replaced after its check is found before its last chunk is returned") {
  const TemporaryFolder& folder = parties().folder();
  const Bytes content = some_content(150000);
  const std::string path = folder / "now.tally";
  REQUIRE(seal(path, "council", submission(), content));
  const std::string first = folder.get("now.tally");
  const CheckedSeal checked = check(path, SealKind::submission).value();
  REQUIRE(seal(path, "council", submission(), content));
  const std::string second = folder.get("now.tally");
  // Two files of the same length: only their bytes differ. The last ones are: the other file; the
  // first file with the other's manifest and digest; with the other's digest; longer.
  REQUIRE(first.size() >= second.size() - 8);
  std::string other_signature = first;
  other_signature[200] = static_cast<char>(other_signature[200] ^ 1);  // in the manifest's CMS
  const Digest digest = sha256({as_bytes(
      std::string_view(other_signature).substr(0, other_signature.size() - Digest::kSize))});
  other_signature.replace(other_signature.size() - Digest::kSize, Digest::kSize,
                          reinterpret_cast<const char*>(digest.bytes.data()), Digest::kSize);
  for (const std::string& replaced :
       {second, other_signature, first + "x", first.substr(0, first.size() - 1), std::string()}) {
    folder.put("now.tally", replaced);
    const Result<Bytes> read = open(checked, "linkers");
    CHECK_FALSE(read);
  }
  folder.put("now.tally", first);
  CHECK(open(checked, "linkers").value() == content);
  std::filesystem::remove(path);
  CHECK(open(checked, "linkers").error().code == Errc::io);
}

TEST_CASE("a file that grows or changes while it is read is refused") {
  const TemporaryFolder& folder = parties().folder();
  const std::string path = folder / "growing.tally";
  REQUIRE(seal(path, "council", submission(), some_content(150000)));
  const std::string before = folder.get("growing.tally");
  const CheckedSeal checked = check(path, SealKind::submission).value();
  for (const std::size_t place :
       {std::size_t{0}, std::size_t{200}, before.size() - 40, before.size()}) {
    CAPTURE(place);
    folder.put("growing.tally", before);
    SealedReader reader = SealedReader::open(checked, parties().of("linkers")).value();
    Bytes chunk(65536);
    REQUIRE(reader.read_exactly(chunk));
    std::string changed = before + (place == before.size() ? "x" : "");
    if (place < 201) continue;  // already read
    changed[place] = static_cast<char>(changed[place] ^ 1);
    std::ofstream(path, std::ios::binary | std::ios::in) << changed;
    REQUIRE(reader.read_exactly(chunk));
    chunk.resize(150000 - 2 * 65536);
    CHECK_FALSE(reader.read_exactly(chunk));
    CHECK_FALSE(reader.read_exactly(chunk));  // and again
  }
}

}  // namespace
}  // namespace tally::sealed_file_test
