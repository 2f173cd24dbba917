#include "protocol/seal/layout.h"

#include <algorithm>
#include <array>

#include "protocol/base/limits.h"
#include "protocol/base/prefixed.h"
#include "protocol/crypto/cms.h"

namespace tally {
namespace {

constexpr std::string_view kSealMagic = "TALLYSEA";
constexpr std::uint32_t kSealVersion = 1;
constexpr std::size_t kBeginning = 16;  // magic, version, size of the header
constexpr std::size_t kMinHeader = 132;
constexpr std::size_t kMaxHeader = kMinHeader + 2 * kMaxName;

// Where the fields of a header begin.
struct HeaderField {
  std::size_t offset;
  std::string_view name;
};
constexpr std::array<HeaderField, 9> kHeaderFields = {{{0, "magic"},
                                                       {8, "version"},
                                                       {12, "size"},
                                                       {16, "kind"},
                                                       {20, "project"},
                                                       {36, "agreement"},
                                                       {68, "certificate"},
                                                       {100, "file id"},
                                                       {116, "sequence"}}};
constexpr std::size_t kNames = 124;

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

Bytes print_seal_header(const Manifest& manifest) {
  Bytes out;
  append(out, as_bytes(kSealMagic));
  append_u32(out, kSealVersion);
  append_u32(out, static_cast<std::uint32_t>(kMinHeader + manifest.dataset.size() +
                                             manifest.analyst.size()));
  append_u32(out, static_cast<std::uint32_t>(manifest.kind));
  append(out, manifest.project.bytes);
  append(out, manifest.agreement.bytes);
  append(out, manifest.certificate.bytes);
  append(out, manifest.file_id.bytes);
  append_u64(out, manifest.sequence);
  append_prefixed(out, manifest.dataset);
  append_prefixed(out, manifest.analyst);
  return out;
}

std::string_view difference_of_header(ByteView header, const Manifest& manifest) {
  const Bytes own = print_seal_header(manifest);
  const auto [ours, theirs] = std::ranges::mismatch(own, header);
  if (ours == own.end() && theirs == header.end()) return {};
  const auto place = static_cast<std::size_t>(ours - own.begin());
  if (place >= kNames) return "data set or analyst";
  // The size differs only because the names differ.
  const auto* const after =
      std::ranges::upper_bound(kHeaderFields, place, {}, &HeaderField::offset);
  return (after - 1)->name == "size" ? "data set or analyst" : (after - 1)->name;
}

Result<PartReader> PartReader::open(const std::string& path) {
  FileReader file = TRY(FileReader::open(path));
  return PartReader(std::move(file));
}

Error PartReader::fault(std::string_view what, std::string_view says) const {
  return malformed(path() + ": " + std::string(what) + ": " + std::string(says), kSendAgain);
}

Status PartReader::read(std::string_view what, std::span<std::uint8_t> out) {
  if (out.size() > left_) return fault(what, "the file ends early");
  TRY(file_.read_exactly(out));
  left_ -= out.size();
  digest_.update(out);
  return {};
}

Result<Bytes> PartReader::header() {
  Bytes header(kBeginning);
  TRY(read("header", header));
  if (!std::ranges::equal(ByteView(header).first(kSealMagic.size()), as_bytes(kSealMagic))) {
    return malformed(
        path() + ": header: not a sealed file",
        "sealed files end in .tally; encode, attach --seal, secret new, link and close "
        "make them");
  }
  if (load_u32(ByteView(header).subspan(8)) != kSealVersion) {
    return malformed(path() + ": header: this software does not read this version of the format");
  }
  const std::uint32_t size = load_u32(ByteView(header).subspan(12));
  if (size < kMinHeader || size > kMaxHeader) return fault("header", "size out of bounds");
  header.resize(size);
  TRY(read("header", std::span(header).subspan(kBeginning)));
  return header;
}

Result<Bytes> PartReader::part(std::string_view what) {
  std::array<std::uint8_t, 4> prefix;
  TRY(read(what, prefix));
  const std::uint32_t size = load_u32(prefix);
  if (size == 0 || size > kMaxCms) return fault(what, "size out of bounds");
  if (size > left_) return fault(what, "the file ends early");
  Bytes bytes(size);
  TRY(read(what, bytes));
  return bytes;
}

Result<std::uint64_t> PartReader::body_size() {
  std::array<std::uint8_t, 8> prefix;
  TRY(read("body", prefix));
  const std::uint64_t size = load_u64(prefix);
  if (left_ < Digest::kSize || size > left_ - Digest::kSize) {
    return fault("body", "the file ends early");
  }
  if (size < left_ - Digest::kSize) return fault("end", "there is data after the digest");
  return size;
}

Status PartReader::body(std::span<std::uint8_t> out) {
  return read("body", out);
}

Result<Digest> PartReader::end() {
  const Digest digest = digest_.finish();
  Digest said;
  TRY(read("end", said.bytes));
  if (said != digest) return fault("end", "the digest does not match the file");
  // The file may have grown since it was opened.
  std::array<std::uint8_t, 1> more;
  const std::size_t got = TRY(file_.read(more));
  if (got != 0) return fault("end", "there is data after the digest");
  return digest;
}

}  // namespace tally
