#include "protocol/evidence/evidence_events.h"

#include <algorithm>
#include <array>
#include <span>

#include "protocol/base/limits.h"

namespace tally {
namespace {

enum class FactKind : std::uint8_t {
  count,
  digest,    // 64 hexadecimal digits
  short_id,  // 32
  name,
  maybe_name,  // or empty
  file_kind,   // the name of a SealKind
  names,
  inputs,
  passes,
};
struct Fact {
  std::string_view name;
  FactKind kind;
};

constexpr std::array kInput = {Fact{"dataset", FactKind::name}, Fact{"file", FactKind::digest},
                               Fact{"rows", FactKind::count}, Fact{"records", FactKind::count}};
constexpr std::array kPass = {Fact{"pass", FactKind::name}, Fact{"links", FactKind::count}};

constexpr std::array kBegun = {Fact{"project", FactKind::short_id}};
constexpr std::array kSigned = {Fact{"certificate", FactKind::digest}};
constexpr std::array kSecret = {Fact{"key_check", FactKind::short_id}};
constexpr std::array kEncoded = {
    Fact{"dataset", FactKind::name},        Fact{"profile", FactKind::name},
    Fact{"profile_text", FactKind::digest}, Fact{"rows_read", FactKind::count},
    Fact{"rejected", FactKind::count},      Fact{"excluded", FactKind::count},
    Fact{"rows", FactKind::count},          Fact{"records", FactKind::count},
    Fact{"key_check", FactKind::short_id}};
constexpr std::array kSealed = {
    Fact{"file", FactKind::digest},        Fact{"manifest", FactKind::digest},
    Fact{"kind", FactKind::file_kind},     Fact{"dataset", FactKind::maybe_name},
    Fact{"analyst", FactKind::maybe_name}, Fact{"sequence", FactKind::count},
    Fact{"rows", FactKind::count}};
constexpr std::array kReceived = {kSealed[0],
                                  kSealed[1],
                                  kSealed[2],
                                  kSealed[3],
                                  kSealed[4],
                                  kSealed[5],
                                  kSealed[6],
                                  Fact{"maker", FactKind::name},
                                  Fact{"log_length", FactKind::count},
                                  Fact{"log_head", FactKind::digest}};
constexpr std::array kChecked = {Fact{"inputs", FactKind::inputs}};
constexpr std::array kLinked = {Fact{"inputs", FactKind::inputs}, Fact{"passes", FactKind::passes},
                                Fact{"people", FactKind::count}};
constexpr std::array kReleased = {Fact{"analyst", FactKind::name},
                                  Fact{"datasets", FactKind::names}, Fact{"rows", FactKind::count}};
constexpr std::array kAttached = {
    Fact{"dataset", FactKind::name},    Fact{"analyst", FactKind::maybe_name},
    Fact{"rows_read", FactKind::count}, Fact{"rejected", FactKind::count},
    Fact{"excluded", FactKind::count},  Fact{"rows", FactKind::count}};
constexpr std::array kOpened = {Fact{"kind", FactKind::file_kind}, Fact{"file", FactKind::digest}};
constexpr std::array kClosed = {Fact{"made", FactKind::count}, Fact{"received", FactKind::count}};

struct KnownEvent {
  std::string_view name;
  std::span<const Fact> facts;
};
// Part of the file format.
constexpr std::array kEvents = {KnownEvent{"begun", kBegun},
                                KnownEvent{"signed", kSigned},
                                KnownEvent{"secret_made", kSecret},
                                KnownEvent{"secret_received", kSecret},
                                KnownEvent{"encoded", kEncoded},
                                KnownEvent{"sealed", kSealed},
                                KnownEvent{"received", kReceived},
                                KnownEvent{"checked", kChecked},
                                KnownEvent{"linked", kLinked},
                                KnownEvent{"released", kReleased},
                                KnownEvent{"attached", kAttached},
                                KnownEvent{"opened", kOpened},
                                KnownEvent{"secret_destroyed", kSecret},
                                KnownEvent{"closed", kClosed}};

constexpr std::array kFileKinds = {SealKind::secret,  SealKind::submission, SealKind::bridge,
                                   SealKind::payload, SealKind::report,     SealKind::closing};

bool is_hex(const std::string* text, std::size_t digits) {
  return text != nullptr && text->size() == digits && from_hex(*text);
}

bool all_objects(const Json& value, std::span<const Fact> facts);

bool is_of(FactKind kind, const Json& value) {
  const std::string* text = value.as_string();
  switch (kind) {
    case FactKind::count:
      return value.as_integer() != nullptr && *value.as_integer() >= 0;
    case FactKind::digest:
      return is_hex(text, 64);
    case FactKind::short_id:
      return is_hex(text, 32);
    case FactKind::name:
      return text != nullptr && is_name(*text);
    case FactKind::maybe_name:
      return text != nullptr && (text->empty() || is_name(*text));
    case FactKind::file_kind:
      return text != nullptr && std::ranges::any_of(kFileKinds, [&](SealKind file_kind) {
               return name_of(file_kind) == *text;
             });
    case FactKind::names:
      return value.as_array() != nullptr &&
             std::ranges::all_of(*value.as_array(),
                                 [](const Json& item) { return is_of(FactKind::name, item); });
    case FactKind::inputs:
      return all_objects(value, kInput);
    case FactKind::passes:
      return all_objects(value, kPass);
  }
  return false;
}

// The first of the facts that is not as it must be; their number if all are.
std::size_t first_wrong(const Json::Object& object, std::span<const Fact> facts) {
  std::size_t i = 0;
  while (i < facts.size() && i < object.size() && object[i].first == facts[i].name &&
         is_of(facts[i].kind, object[i].second)) {
    ++i;
  }
  return i;
}

bool all_objects(const Json& value, std::span<const Fact> facts) {
  return value.as_array() != nullptr &&
         std::ranges::all_of(*value.as_array(), [&](const Json& item) {
           const Json::Object* object = item.as_object();
           return object != nullptr && object->size() == facts.size() &&
                  first_wrong(*object, facts) == facts.size();
         });
}

Json count(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
template <std::size_t N, class Tag>
Json hex(const Opaque<N, Tag>& id) {
  return to_hex(id.bytes);
}

Json inputs_json(const std::vector<LinkedInput>& inputs) {
  Json::Array list;
  for (const LinkedInput& input : inputs) {
    list.push_back(Json::Object{{"dataset", input.dataset},
                                {"file", hex(input.file)},
                                {"rows", count(input.rows)},
                                {"records", count(input.records)}});
  }
  return list;
}

}  // namespace

Status check_facts(std::string_view event, const Json::Object& facts, const std::string& place) {
  const auto* const known = std::ranges::find(kEvents, event, &KnownEvent::name);
  if (known == kEvents.end()) return malformed(place + ": an event that this format does not have");
  const std::size_t wrong = first_wrong(facts, known->facts);
  if (wrong < known->facts.size()) {
    return malformed(place + ": fact \"" + std::string(known->facts[wrong].name) +
                     "\": missing, out of order or of another kind");
  }
  if (facts.size() > wrong) return malformed(place + ": a fact that this event does not have");
  return {};
}

Json::Object begun_facts(const ProjectId& project) {
  return {{"project", hex(project)}};
}

Json::Object signed_facts(const Digest& certificate) {
  return {{"certificate", hex(certificate)}};
}

Json::Object secret_facts(const KeyCheck& key_check) {
  return {{"key_check", hex(key_check)}};
}

Json::Object encoded_facts(std::string_view dataset, const ProfileUsed& profile,
                           const RowCounts& counts, std::uint64_t records,
                           const KeyCheck& key_check) {
  return {{"dataset", dataset},
          {"profile", profile.name},
          {"profile_text", hex(profile.text)},
          {"rows_read", count(counts.rows_read)},
          {"rejected", count(counts.rejected)},
          {"excluded", count(counts.excluded)},
          {"rows", count(counts.rows)},
          {"records", count(records)},
          {"key_check", hex(key_check)}};
}

Json::Object attached_facts(std::string_view dataset, std::string_view analyst,
                            const RowCounts& counts) {
  return {{"dataset", dataset},
          {"analyst", analyst},
          {"rows_read", count(counts.rows_read)},
          {"rejected", count(counts.rejected)},
          {"excluded", count(counts.excluded)},
          {"rows", count(counts.rows)}};
}

Json::Object checked_facts(const std::vector<LinkedInput>& inputs) {
  return {{"inputs", inputs_json(inputs)}};
}

Json::Object linked_facts(const std::vector<LinkedInput>& inputs,
                          const std::vector<LinkedPass>& passes, std::uint64_t people) {
  Json::Array list;
  for (const LinkedPass& pass : passes) {
    list.push_back(Json::Object{{"pass", pass.pass}, {"links", count(pass.links)}});
  }
  return {{"inputs", inputs_json(inputs)}, {"passes", std::move(list)}, {"people", count(people)}};
}

Json::Object released_facts(std::string_view analyst, const std::vector<std::string>& datasets,
                            std::uint64_t rows) {
  const Json::Array names(datasets.begin(), datasets.end());
  return {{"analyst", analyst}, {"datasets", names}, {"rows", count(rows)}};
}

Json::Object sealed_facts(const Manifest& manifest, const Digest& file) {
  return {{"file", hex(file)},
          {"manifest", hex(manifest_digest(manifest))},
          {"kind", name_of(manifest.kind)},
          {"dataset", manifest.dataset},
          {"analyst", manifest.analyst},
          {"sequence", count(manifest.sequence)},
          {"rows", count(manifest.rows)}};
}

Json::Object received_facts(const Manifest& manifest, const Digest& file) {
  Json::Object facts = sealed_facts(manifest, file);
  facts.emplace_back("maker", manifest.maker);
  facts.emplace_back("log_length", count(manifest.evidence.length));
  facts.emplace_back("log_head", hex(manifest.evidence.head));
  return facts;
}

Json::Object opened_facts(SealKind kind, const Digest& file) {
  return {{"kind", name_of(kind)}, {"file", hex(file)}};
}

Json::Object closed_facts(std::uint64_t made, std::uint64_t received) {
  return {{"made", count(made)}, {"received", count(received)}};
}

}  // namespace tally
