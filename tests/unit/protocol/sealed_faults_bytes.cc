// Faults that anybody can make, having files and no key.
#include "tests/unit/protocol/forgery.h"

namespace tally {
namespace sealed_faults_bytes {
namespace {

// Where the parts of a file begin.
struct Places {
  explicit Places(const Forgery& f)
      : manifest(f.header.size()),
        recipients(manifest + 4 + f.cms.size()),
        body(recipients + 4 + f.recipients.size()),
        digest(body + 8 + f.body.size()) {}
  std::size_t manifest, recipients, body, digest;
};

using Where = std::size_t (*)(const Places&);

// The first bytes of a good file, up to a place.
Fault cut_off(const std::string& where, Where place) {
  return {"the file is cut off " + where, [place](const MadeUpParties& parties) {
            const Forgery f(parties);
            Bytes file = f.bytes();
            file.resize(place(Places(f)));
            return file;
          }};
}

void put(Bytes& file, std::size_t place, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    file[place + i] = static_cast<std::uint8_t>(value >> (8 * i));
  }
}

// Makes the digest at the end again.
Bytes with_digest(const Bytes& file) {
  Bytes whole(file.begin(), file.end() - Digest::kSize);
  append(whole, sha256({whole}).bytes);
  return whole;
}

// Changes the u32 at a place.
Fault size_is(const std::string& name, Where place, std::uint32_t (*change)(std::uint32_t)) {
  return {name, [=](const MadeUpParties& parties) {
            const Forgery f(parties);
            Bytes file = f.bytes();
            const std::size_t at = place(Places(f));
            put(file, at, change(load_u32(ByteView(file).subspan(at))), 4);
            return with_digest(file);
          }};
}

Fault body_size_is(const std::string& name, std::uint64_t (*change)(std::uint64_t)) {
  return {name, [=](const MadeUpParties& parties) {
            const Forgery f(parties);
            Bytes file = f.bytes();
            const std::size_t at = Places(f).body;
            put(file, at, change(load_u64(ByteView(file).subspan(at))), 8);
            return with_digest(file);
          }};
}

// A good file with changed parts, and a new digest at the end.
Fault parts(const std::string& name, void (*change)(Forgery&)) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            change(f);
            return f.bytes();
          }};
}

// A good file with a part of another good file: the same maker's next submission.
Fault swapped(const std::string& what, Bytes Forgery::*part) {
  return {"the " + what + " of another file", [=](const MadeUpParties& parties) {
            Forgery f(parties);
            Forgery other(parties);
            other.manifest.sequence = 2;
            other.manifest.previous = Digest();
            other.make();
            f.*part = other.*part;
            return f.bytes();
          }};
}

// The header of another manifest.
Fault header_of(const std::string& what, void (*change)(Manifest&)) {
  return {"the header says another " + what, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            Manifest other = f.manifest;
            change(other);
            f.header = print_seal_header(other);
            return f.bytes();
          }};
}

Bytes with_bytes_behind(const MadeUpParties& parties, const Bytes& more) {
  Bytes file = Forgery(parties).bytes();
  append(file, more);
  return file;
}

std::vector<Fault> cut_off_faults() {
  return {
      cut_off("before its first byte", [](const Places&) { return std::size_t{0}; }),
      cut_off("in the magic", [](const Places&) { return std::size_t{7}; }),
      cut_off("in the header", [](const Places&) { return std::size_t{60}; }),
      cut_off("after the header", [](const Places& p) { return p.manifest; }),
      cut_off("in the size of the manifest", [](const Places& p) { return p.manifest + 3; }),
      cut_off("in the manifest", [](const Places& p) { return p.recipients - 1; }),
      cut_off("after the manifest", [](const Places& p) { return p.recipients; }),
      cut_off("in the recipients", [](const Places& p) { return p.body - 1; }),
      cut_off("after the recipients", [](const Places& p) { return p.body; }),
      cut_off("in the size of the body", [](const Places& p) { return p.body + 7; }),
      cut_off("in the body", [](const Places& p) { return p.digest - 1; }),
      cut_off("after the body", [](const Places& p) { return p.digest; }),
      cut_off("in the digest", [](const Places& p) { return p.digest + 31; }),
  };
}

std::vector<Fault> size_faults() {
  const Where version = [](const Places&) { return std::size_t{8}; };
  const Where header = [](const Places&) { return std::size_t{12}; };
  const Where manifest = [](const Places& p) { return p.manifest; };
  const Where recipients = [](const Places& p) { return p.recipients; };
  return {
      size_is("a later version of the format", version, [](std::uint32_t) { return 2u; }),
      size_is("a header size too small", header, [](std::uint32_t) { return 131u; }),
      size_is("a header size too large", header, [](std::uint32_t) { return 261u; }),
      size_is("a header size of 4 GiB", header, [](std::uint32_t) { return 0xffffffffu; }),
      size_is("a header size one less", header, [](std::uint32_t n) { return n - 1; }),
      size_is("a header size one more", header, [](std::uint32_t n) { return n + 1; }),
      size_is("a manifest of no bytes", manifest, [](std::uint32_t) { return 0u; }),
      size_is("a manifest of 4 GiB", manifest, [](std::uint32_t) { return 0xffffffffu; }),
      size_is("a manifest beyond the end", manifest, [](std::uint32_t) { return 1u << 20; }),
      size_is("a manifest size one less", manifest, [](std::uint32_t n) { return n - 1; }),
      size_is("a manifest size one more", manifest, [](std::uint32_t n) { return n + 1; }),
      size_is("recipients of no bytes", recipients, [](std::uint32_t) { return 0u; }),
      size_is("recipients of 4 GiB", recipients, [](std::uint32_t) { return 0xffffffffu; }),
      size_is("recipients beyond the end", recipients, [](std::uint32_t) { return 1u << 20; }),
      size_is("a recipients size one less", recipients, [](std::uint32_t n) { return n - 1; }),
      size_is("a recipients size one more", recipients, [](std::uint32_t n) { return n + 1; }),
      body_size_is("a body of no bytes", [](std::uint64_t) { return std::uint64_t{0}; }),
      body_size_is("a body size of all bits", [](std::uint64_t) { return ~std::uint64_t{0}; }),
      body_size_is("a body size one less", [](std::uint64_t n) { return n - 1; }),
      body_size_is("a body size one more", [](std::uint64_t n) { return n + 1; }),
  };
}

std::vector<Fault> swap_faults() {
  return {
      swapped("header", &Forgery::header),
      swapped("manifest", &Forgery::cms),
      swapped("recipients", &Forgery::recipients),
      swapped("body", &Forgery::body),
      header_of("kind", [](Manifest& m) { m.kind = SealKind::closing; }),
      header_of("project", [](Manifest& m) { m.project.bytes[15] ^= 1; }),
      header_of("agreement", [](Manifest& m) { m.agreement.bytes[0] ^= 1; }),
      header_of("certificate", [](Manifest& m) { m.certificate.bytes[31] ^= 1; }),
      header_of("file id", [](Manifest& m) { m.file_id.bytes[0] ^= 1; }),
      header_of("sequence", [](Manifest& m) { m.sequence = 2; }),
      header_of("data set", [](Manifest& m) { m.dataset = "health"; }),
      header_of("analyst", [](Manifest& m) { m.analyst = "insights"; }),
  };
}

std::vector<Fault> other_faults() {
  return {
      parts("another magic", [](Forgery& f) { f.header[7] = 'B'; }),
      parts("a changed byte of the body", [](Forgery& f) { f.body[2] ^= 1; }),
      parts("a changed byte of the recipients", [](Forgery& f) { f.recipients.back() ^= 1; }),
      parts("a header with one byte more",
            [](Forgery& f) {
              f.header.push_back(0);
              put(f.header, 12, f.header.size(), 4);
            }),
      {"one byte after the end",
       [](const MadeUpParties& p) { return with_bytes_behind(p, Bytes{0}); }},
      {"another file after the end",
       [](const MadeUpParties& p) { return with_bytes_behind(p, Forgery(p).bytes()); }},
      {"another digest at the end",
       [](const MadeUpParties& p) {
         Bytes file = Forgery(p).bytes();
         file.back() ^= 1;
         return file;
       }},
  };
}

}  // namespace
}  // namespace sealed_faults_bytes

std::vector<Fault> faults_of_bytes() {
  std::vector<Fault> all = sealed_faults_bytes::cut_off_faults();
  for (auto* more : {sealed_faults_bytes::size_faults, sealed_faults_bytes::swap_faults,
                     sealed_faults_bytes::other_faults}) {
    for (Fault& fault : more()) all.push_back(std::move(fault));
  }
  return all;
}

}  // namespace tally
