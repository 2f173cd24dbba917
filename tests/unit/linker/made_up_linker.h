// A linker with its own identity, an agreement on disk that all have signed, and submissions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/file_reader.h"
#include "protocol/evidence/event_codec.h"
#include "protocol/evidence/log_format.h"
#include "protocol/party/session.h"
#include "tests/unit/linker/made_up_submissions.h"

namespace tally::linker::made_up {

class QuietProgress final : public Progress {
 public:
  void begin(std::string_view label, std::uint64_t) override { labels.emplace_back(label); }
  void end() override {}
  void advance(std::uint64_t) override {}
  void set(std::uint64_t) override {}
  std::vector<std::string> labels;
};

// The events that the session's party has noted so far.
inline EvidenceLog evidence_of(const PartySession& session) {
  const std::string& path = session.evidence_path();
  return read_evidence(read_file(path, std::size_t{1} << 20).value(), path).value();
}

struct Linker {
  Linker() {
    const Agreement& agreement = parties.agreement;
    const Bytes signatures = signatures_of(agreement);
    parties.folder.put("agreement.json", agreement.text());
    parties.folder.put("agreement.json.p7s", std::string(signatures.begin(), signatures.end()));
    std::filesystem::copy(identity_of("linker").folder(), parties.folder / "linker",
                          std::filesystem::copy_options::recursive);
    People people(18650704);
    std::vector<std::vector<Row>> data(2);
    for (std::uint32_t i = 0; i < 12; ++i) {
      const auto person = people.person();
      data[0].push_back({i, person, {}});
      data[1].push_back({i, people.again(person, 5), {}});
    }
    inputs = {parties.write("a", data[0]), parties.write("b", data[1])};
  }

  PartySession session(const std::string& party = "linker") const {
    const std::string folder =
        party == "linker" ? parties.folder / "linker" : identity_of(party).folder();
    return PartySession::load(parties.folder / "agreement.json", folder, std::nullopt,
                              on("2026-02-02"))
        .value();
  }

  Parties parties{2};
  std::vector<std::string> inputs;
};

}  // namespace tally::linker::made_up
