// An accepted sealed file consists of the parts of its manifest, and an accepted manifest prints
// the bytes that were read.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "protocol/crypto/recipients.h"
#include "protocol/seal/layout.h"
#include "protocol/seal/sealed_file.h"
#include "tests/fuzz/fuzz.h"

namespace {

// The bytes as a file without a name; only one exists at a time.
std::string file_of(tally::ByteView bytes) {
  static const int descriptor = memfd_create("sealed", 0);
  tally::require(descriptor >= 0 && ftruncate(descriptor, 0) == 0);
  tally::require(pwrite(descriptor, bytes.data(), bytes.size(), 0) ==
                 static_cast<ssize_t>(bytes.size()));
  return "/proc/self/fd/" + std::to_string(descriptor);
}

// The same with the right digest at the end, because no mutation would find it.
tally::Bytes with_digest(tally::ByteView bytes) {
  const tally::ByteView covered = bytes.first(bytes.size() - tally::Digest::kSize);
  tally::Bytes whole(covered.begin(), covered.end());
  const tally::Digest digest = tally::sha256({covered});
  whole.insert(whole.end(), digest.bytes.begin(), digest.bytes.end());
  return whole;
}

void check_file(tally::ByteView bytes) {
  using namespace tally;
  const Result<SealedFile> read = read_sealed(file_of(bytes));
  if (!read) return;
  const Manifest& manifest = read.value().manifest;
  const Bytes header = print_seal_header(manifest);
  require(header.size() < bytes.size() && std::equal(header.begin(), header.end(), bytes.begin()));
  require(read.value().signer.digest() == manifest.certificate);
  require(sha256({read.value().recipients}) == manifest.recipients);
  require(!check_recipients(read.value().recipients, {}));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tally;
  const ByteView bytes(data, size);
  check_file(bytes);
  if (size >= Digest::kSize) check_file(with_digest(bytes));
  static_cast<void>(check_recipients(bytes, {}));
  const std::string_view text = as_text(data, size);
  const Result<Manifest> manifest = parse_manifest(text);
  if (manifest) require(print_manifest(manifest.value()) == text);
  return 0;
}
