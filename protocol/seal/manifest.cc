#include "protocol/seal/manifest.h"

#include <algorithm>
#include <limits>

#include "common/json.h"
#include "protocol/base/json_members.h"
#include "protocol/base/limits.h"
#include "protocol/seal/kinds.h"

namespace tally {
namespace {

constexpr std::string_view kManifestFormat = "tallystick-manifest/1";
constexpr std::size_t kMaxReaders = 64;
constexpr std::size_t kMaxSoftware = 64;

// ---- to JSON

Json integer(std::uint64_t value) {
  return Json(static_cast<std::int64_t>(value));
}

template <std::size_t N, class Tag>
Json hex(const Opaque<N, Tag>& id) {
  return Json(to_hex(id.bytes));
}

template <class Id>
Json hex(const std::optional<Id>& id) {
  return id ? hex(*id) : Json("");
}

// ---- from JSON

Result<std::uint64_t> take_integer(Members& members, std::string_view name) {
  const Json* json = TRY(members.next(name));
  const std::int64_t* value = json->as_integer();
  if (value == nullptr || *value < 0) {
    return malformed(members.place_of(name) + ": not a whole number in range");
  }
  return static_cast<std::uint64_t>(*value);
}

template <class Id>
Result<std::optional<Id>> take_optional_id(Members& members, std::string_view name) {
  const std::string text = TRY(members.string(name));
  if (text.empty()) return std::optional<Id>();
  const Id id = TRY(id_from_hex<Id>(text, members.place_of(name)));
  return std::optional<Id>(id);
}

Result<Time> take_time(Members& members, std::string_view name) {
  const std::string text = TRY(members.string(name));
  const std::optional<Time> time = parse_time(text);
  if (!time) {
    return malformed(members.place_of(name) + ": not a time",
                     "write a time as 2026-11-22T09:30:00Z");
  }
  return *time;
}

Result<std::string> name_from_json(const Json& json, const std::string& place) {
  const std::string* text = json.as_string();
  if (text == nullptr || !is_name(*text)) return malformed(place + ": not a valid name");
  return *text;
}

Result<std::string> take_name_or_none(Members& members, std::string_view name) {
  std::string text = TRY(members.string(name));
  if (!text.empty() && !is_name(text))
    return malformed(members.place_of(name) + ": not a valid name");
  return text;
}

Result<SealKind> take_kind(Members& members) {
  // word() counts from 0.
  enum class Place : std::uint8_t {};
  const Place place = TRY(members.word<Place>("kind", kSealKindWords));
  return static_cast<SealKind>(static_cast<std::uint8_t>(place) + 1);
}

Result<EvidenceHead> evidence_from_json(const Json& json, const std::string& place) {
  Members members = TRY(Members::of(json, place));
  EvidenceHead evidence;
  evidence.length = TRY(take_integer(members, "length"));
  evidence.head = TRY(members.id<Digest>("head"));
  TRY(members.end());
  if ((evidence.length == 0) != (evidence.head == Digest())) {
    return malformed(place + ": length and head must both be zero, or neither");
  }
  return evidence;
}

// The first members, up to `previous`: whose file it is, and which.
Status take_subject(Members& members, Manifest& manifest) {
  manifest.kind = TRY(take_kind(members));
  manifest.project = TRY(members.id<ProjectId>("project"));
  manifest.agreement = TRY(members.id<Digest>("agreement"));
  const Json* maker = TRY(members.next("maker"));
  manifest.maker = TRY(name_from_json(*maker, members.place_of("maker")));
  manifest.certificate = TRY(members.id<Digest>("certificate"));
  manifest.dataset = TRY(take_name_or_none(members, "dataset"));
  manifest.analyst = TRY(take_name_or_none(members, "analyst"));
  manifest.readers = TRY(members.list<std::string>("readers", name_from_json));
  manifest.file_id = TRY(members.id<FileId>("file_id"));
  manifest.sequence = TRY(take_integer(members, "sequence"));
  manifest.previous = TRY(take_optional_id<Digest>(members, "previous"));
  return {};
}

// The other members: times, software and the parts of the file.
Status take_parts(Members& members, Manifest& manifest) {
  manifest.made = TRY(take_time(members, "made"));
  manifest.expires = TRY(take_time(members, "expires"));
  manifest.software = TRY(members.string("software"));
  manifest.rows = TRY(take_integer(members, "rows"));
  manifest.content_bytes = TRY(take_integer(members, "content_bytes"));
  manifest.header = TRY(members.id<Digest>("header"));
  manifest.recipients = TRY(members.id<Digest>("recipients"));
  manifest.body = TRY(members.id<Digest>("body"));
  manifest.commitment = TRY(members.id<Digest>("commitment"));
  manifest.key_check = TRY(take_optional_id<KeyCheck>(members, "key_check"));
  const Json* evidence = TRY(members.next("evidence"));
  manifest.evidence = TRY(evidence_from_json(*evidence, members.place_of("evidence")));
  return members.end();
}

bool has_repeats(std::vector<std::string> names) {
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

// The rules between members.
Status check_sense(const Manifest& manifest) {
  const Status names = check_names_of(manifest.kind, manifest.dataset, manifest.analyst);
  if (!names) return malformed("manifest: " + names.error().message);
  if (manifest.readers.empty() || manifest.readers.size() > kMaxReaders ||
      has_repeats(manifest.readers)) {
    return malformed("manifest.readers: must be 1 to 64 parties, each once");
  }
  if (manifest.sequence == 0) return malformed("manifest.sequence: must be at least 1");
  if (manifest.previous.has_value() != (manifest.sequence > 1)) {
    return malformed("manifest.previous: file 1 must have none, and every later file one");
  }
  if (manifest.expires <= manifest.made) return malformed("manifest.expires: must be after made");
  if (manifest.software.empty() || manifest.software.size() > kMaxSoftware ||
      !is_printable(manifest.software)) {
    return malformed("manifest.software: must be 1 to 64 printable characters");
  }
  if (manifest.key_check.has_value() != has_key_check(manifest.kind)) {
    return malformed("manifest.key_check: secrets and submissions must have one, other files none");
  }
  return {};
}

}  // namespace

std::string print_manifest(const Manifest& manifest) {
  Json::Array readers;
  for (const std::string& reader : manifest.readers) readers.emplace_back(reader);
  Json::Object evidence{{"length", integer(manifest.evidence.length)},
                        {"head", hex(manifest.evidence.head)}};
  return dump_json(Json::Object{{"format", kManifestFormat},
                                {"kind", name_of(manifest.kind)},
                                {"project", hex(manifest.project)},
                                {"agreement", hex(manifest.agreement)},
                                {"maker", manifest.maker},
                                {"certificate", hex(manifest.certificate)},
                                {"dataset", manifest.dataset},
                                {"analyst", manifest.analyst},
                                {"readers", std::move(readers)},
                                {"file_id", hex(manifest.file_id)},
                                {"sequence", integer(manifest.sequence)},
                                {"previous", hex(manifest.previous)},
                                {"made", print_time(manifest.made)},
                                {"expires", print_time(manifest.expires)},
                                {"software", manifest.software},
                                {"rows", integer(manifest.rows)},
                                {"content_bytes", integer(manifest.content_bytes)},
                                {"header", hex(manifest.header)},
                                {"recipients", hex(manifest.recipients)},
                                {"body", hex(manifest.body)},
                                {"commitment", hex(manifest.commitment)},
                                {"key_check", hex(manifest.key_check)},
                                {"evidence", std::move(evidence)}});
}

Result<Manifest> parse_manifest(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json) return malformed("manifest: " + json.error().message);
  Members members = TRY(Members::of(json.value(), "manifest"));
  const std::string format = TRY(members.string("format"));
  if (format != kManifestFormat) {
    return malformed("manifest.format: this software does not read this format",
                     "this software reads " + std::string(kManifestFormat));
  }
  Manifest manifest;
  TRY(take_subject(members, manifest));
  TRY(take_parts(members, manifest));
  TRY(check_sense(manifest));
  if (print_manifest(manifest) != text) return malformed("manifest: not in the canonical form");
  return manifest;
}

Digest manifest_digest(const Manifest& manifest) {
  return sha256({as_bytes(print_manifest(manifest))});
}

}  // namespace tally
