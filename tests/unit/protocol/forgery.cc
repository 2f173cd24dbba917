#include "tests/unit/protocol/forgery.h"

#include <algorithm>
#include <array>

#include "protocol/base/prefixed.h"
#include "protocol/seal/content_key.h"

namespace tally {
namespace forgery {
namespace {

ContentKey content_key(const Bytes& key) {
  return ContentKey::from(key).value();
}

Bytes made_up_content(std::size_t size) {
  Bytes content(size);
  for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<std::uint8_t>(i / 100 + i);
  return content;
}

}  // namespace
}  // namespace forgery

Forgery::Forgery(const MadeUpParties& made_up, Content length)
    : parties(made_up),
      key(32),
      content(forgery::made_up_content(length == Content::brief ? 5 : 2 * kChunkSize + 100)) {
  fill_random(key);
  manifest.kind = SealKind::submission;
  manifest.project = parties.agreement().agreement().terms().project;
  manifest.agreement = parties.agreement().agreement().fingerprint();
  manifest.maker = "council";
  manifest.certificate = parties.of("council").card().signing.digest();
  manifest.dataset = "school";
  manifest.readers = {"linkers"};
  fill_random(manifest.file_id.bytes);
  manifest.sequence = 1;
  manifest.made = on("2026-06-01");
  manifest.expires = on("2026-06-20");
  manifest.software = "a forger 1.0";
  manifest.rows = 1;
  manifest.key_check = KeyCheck();
  make();
}

void Forgery::print_header() {
  header = print_seal_header(manifest);
  manifest.header = sha256({header});
}

void Forgery::seal_key() {
  std::vector<Certificate> readers;
  for (const std::string& name : sealed_to) readers.push_back(parties.of(name).card().opening);
  std::array<std::uint8_t, 32> raw;
  std::ranges::copy(key, raw.begin());
  recipients = cms_seal_key(raw, readers);
  manifest.commitment = forgery::content_key(key).commitment(manifest.header);
}

Bytes Forgery::sealed_chunk(std::uint64_t number, Chunk chunk, ByteView plain) const {
  Bytes sealed(plain.size() + ChunkCipher::kOverhead);
  forgery::content_key(key)
      .body_cipher(manifest.file_id, manifest.header)
      .seal(number, chunk, plain, sealed);
  return sealed;
}

void Forgery::seal_body() {
  body.clear();
  for (std::uint64_t i = 0; i < chunks_of(content.size()); ++i) {
    const ByteView rest = ByteView(content).subspan(static_cast<std::size_t>(i) * kChunkSize);
    const bool last = i + 1 == chunks_of(content.size());
    append(body, sealed_chunk(i, last ? Chunk::last : Chunk::inner,
                              rest.first(std::min(kChunkSize, rest.size()))));
  }
  manifest.content_bytes = content.size();
}

void Forgery::bind() {
  manifest.recipients = sha256({recipients});
  manifest.body = sha256({body});
}

void Forgery::sign() {
  sign_text(print_manifest(manifest));
}

void Forgery::sign_text(const std::string& text) {
  cms =
      cms_sign(as_bytes(text), CmsContent::inside, parties.of(signer).signing(), manifest.made, {});
}

void Forgery::make() {
  print_header();
  seal_key();
  seal_body();
  bind();
  sign();
}

Bytes Forgery::bytes() const {
  Bytes file = header;
  append_prefixed(file, cms);
  append_prefixed(file, recipients);
  append_u64(file, body.size());
  append(file, body);
  append(file, sha256({file}).bytes);
  return file;
}

}  // namespace tally
