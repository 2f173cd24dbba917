// Faults by a maker that signs a body that does not follow the format.
#include <algorithm>

#include "tests/unit/protocol/forgery.h"

namespace tally {
namespace sealed_faults_bodies {
namespace {

// A body of three chunks, changed and then signed again.
Fault body(const std::string& name, void (*change)(Forgery&)) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties, Forgery::Content::three_chunks);
            change(f);
            f.make_again();
            return f.bytes();
          }};
}

constexpr std::ptrdiff_t kStep = kSealedChunkSize;

std::span<std::uint8_t> chunk(Forgery& f, std::size_t number) {
  const std::span<std::uint8_t> rest = std::span(f.body).subspan(number * kSealedChunkSize);
  return rest.first(std::min(kSealedChunkSize, rest.size()));
}

ByteView plain(const Forgery& f, std::size_t number) {
  const ByteView rest = ByteView(f.content).subspan(number * kChunkSize);
  return rest.first(std::min(kChunkSize, rest.size()));
}

void put_chunk(Forgery& f, std::size_t number, const Bytes& sealed) {
  std::ranges::copy(sealed, chunk(f, number).begin());
}

void swap_first_chunks(Forgery& f) {
  std::ranges::swap_ranges(chunk(f, 0), chunk(f, 1));
}

void drop_second_chunk(Forgery& f) {
  const auto from = f.body.begin() + kStep;
  f.body.erase(from, from + kStep);
  f.manifest.content_bytes -= kChunkSize;
}

void repeat_second_chunk(Forgery& f) {
  const std::span<std::uint8_t> second = chunk(f, 1);
  const Bytes copy(second.begin(), second.end());
  f.body.insert(f.body.begin() + kStep, copy.begin(), copy.end());
  f.manifest.content_bytes += kChunkSize;
}

void drop_last_chunk(Forgery& f) {
  f.body.resize(2 * kSealedChunkSize);
  f.manifest.content_bytes = 2 * kChunkSize;
}

void add_an_empty_chunk(Forgery& f) {
  f.content.resize(2 * kChunkSize);
  f.seal_body();
  put_chunk(f, 1, f.sealed_chunk(1, Chunk::inner, plain(f, 1)));
  append(f.body, f.sealed_chunk(2, Chunk::last, {}));
}

// The same content, sealed under the key and header of another file.
void take_body_of_another_file(Forgery& f) {
  f.body = Forgery(f.parties, Forgery::Content::three_chunks).body;
}

void seal_body_under_another_header(Forgery& f) {
  const Digest header = f.manifest.header;
  f.manifest.header.bytes[0] ^= 1;
  f.seal_body();
  f.manifest.header = header;
}

void seal_body_under_another_file_id(Forgery& f) {
  const FileId id = f.manifest.file_id;
  f.manifest.file_id.bytes[0] ^= 1;
  f.seal_body();
  f.manifest.file_id = id;
}

void seal_body_under_another_key(Forgery& f) {
  f.key[0] ^= 1;
  f.seal_body();
}

}  // namespace
}  // namespace sealed_faults_bodies

std::vector<Fault> faults_of_bodies() {
  using namespace sealed_faults_bodies;
  return {
      body("two chunks in exchanged places", swap_first_chunks),
      body("a chunk left out", drop_second_chunk),
      body("a chunk given twice", repeat_second_chunk),
      body("the last chunk left out", drop_last_chunk),
      body("a last chunk that is not sealed as the last",
           [](Forgery& f) { put_chunk(f, 2, f.sealed_chunk(2, Chunk::inner, plain(f, 2))); }),
      body("a first chunk that is sealed as the last",
           [](Forgery& f) { put_chunk(f, 0, f.sealed_chunk(0, Chunk::last, plain(f, 0))); }),
      body("a chunk of another number",
           [](Forgery& f) { put_chunk(f, 1, f.sealed_chunk(5, Chunk::inner, plain(f, 1))); }),
      body("a changed byte of a chunk that is signed again",
           [](Forgery& f) { f.body[70000] ^= 1; }),
      body("a changed tag that is signed again", [](Forgery& f) { f.body.back() ^= 1; }),
      body("an empty chunk after full ones", add_an_empty_chunk),
      body("the body of another file signed again", take_body_of_another_file),
      body("a body sealed under another header", seal_body_under_another_header),
      body("a body sealed under another file id", seal_body_under_another_file_id),
      body("a body sealed under another key", seal_body_under_another_key),
      body("a content of one byte more than the body holds",
           [](Forgery& f) { ++f.manifest.content_bytes; }),
      body("a content of one byte less than the body holds",
           [](Forgery& f) { --f.manifest.content_bytes; }),
      body("a content size of all bits",
           [](Forgery& f) { f.manifest.content_bytes = 0x7fffffffffffffff; }),
      body("a commitment to another key", [](Forgery& f) { f.manifest.commitment.bytes[0] ^= 1; }),
      body("recipients of another file signed again",
           [](Forgery& f) { f.recipients = Forgery(f.parties).recipients; }),
  };
}

}  // namespace tally
