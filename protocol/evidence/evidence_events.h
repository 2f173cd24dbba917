// The events of evidence, and the facts of each in their order: docs/formats/evidence.md. Facts are
// counts, digests, and names of parties, data sets, profiles and passes; the list has no room for
// others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/json.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/encodings.h"
#include "protocol/evidence/events.h"
#include "protocol/seal/manifest.h"

namespace tally {

// malformed: no such event, or facts that are not exactly its.
Status check_facts(std::string_view event, const Json::Object& facts, const std::string& place);

Json::Object begun_facts(const ProjectId& project);
Json::Object signed_facts(const Digest& certificate);
// Of "secret_made", "secret_received" and "secret_destroyed".
Json::Object secret_facts(const KeyCheck& key_check);

// The profile that an export was read by: its name in the agreement, and the SHA-256 of its text.
struct ProfileUsed {
  std::string name;
  Digest text;
};
Json::Object encoded_facts(std::string_view dataset, const ProfileUsed& profile,
                           const RowCounts& counts, std::uint64_t records,
                           const KeyCheck& key_check);
Json::Object attached_facts(std::string_view dataset, std::string_view analyst,
                            const RowCounts& counts);

Json::Object checked_facts(const std::vector<LinkedInput>& inputs);
Json::Object linked_facts(const std::vector<LinkedInput>& inputs,
                          const std::vector<LinkedPass>& passes, std::uint64_t people);
// A bridge, before it is sealed: over these data sets, so many rows.
Json::Object released_facts(std::string_view analyst, const std::vector<std::string>& datasets,
                            std::uint64_t rows);

// Of "sealed" (by its maker) and "received" (by a reader), which also has the maker and where its
// log stood.
Json::Object sealed_facts(const Manifest& manifest, const Digest& file);
Json::Object received_facts(const Manifest& manifest, const Digest& file);
Json::Object opened_facts(SealKind kind, const Digest& file);
// How many files the party's log says it made and received.
Json::Object closed_facts(std::uint64_t made, std::uint64_t received);

}  // namespace tally
