// The state of a party, by its log: the files that it made and received, the secrets that it
// destroyed, and whether it has closed the run. It follows from the entries in order, in the same
// way for the party's own programs and for verify.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/time.h"
#include "protocol/agreement/agreement.h"
#include "protocol/evidence/log_format.h"

namespace tally {

// A sealed file that the party made or received, by its log.
struct NotedFile {
  FileFacts file;
  std::string maker;
  std::uint64_t entry;  // number of the log's entry
  Time time;            // of the entry
};

// The number of a party's next file of a kind, data set and analyst, and the manifest it follows.
struct NextInSequence {
  std::uint64_t sequence = 1;
  std::optional<Digest> previous;
};

class PartyState {
 public:
  PartyState() = default;
  explicit PartyState(const EvidenceLog& log) { follow(log); }
  // Takes in the entries that the log has gained since the last call.
  void follow(const EvidenceLog& log);

  // ---- Files, in the order of the log
  const std::vector<NotedFile>& made() const { return made_; }
  const std::vector<NotedFile>& received() const { return received_; }
  const NotedFile* find_made(const Digest& file) const;  // null: the party did not seal it
  NextInSequence next(SealKind kind, std::string_view dataset, std::string_view analyst) const;
  // The highest number of the files that the party received from a maker, of this kind; 0 if none.
  std::uint64_t last_received(SealKind kind, std::string_view maker, std::string_view dataset,
                              std::string_view analyst) const;
  bool was_received(const Digest& file) const;
  // Whether the party received the file or wrote out its content.
  bool took(const Digest& file) const { return was_received(file) || opened_.contains(file); }

  // ---- The secret The time when the party first destroyed this secret.
  std::optional<Time> destroyed(const KeyCheck& key_check) const;
  std::optional<Time> first_destroyed() const;  // any secret
  std::optional<Time> last_destroyed() const;
  // Whether the party encoded after it had destroyed the secret, and before it received or made
  // another.
  bool encoded_without_secret() const { return after_destroying_ == AfterDestroying::encoded; }

  // ---- The run
  // An agreement by its fingerprint; null: unknown.
  using Find = std::function<const Agreement*(const Digest&)>;
  // Whether an agreement amends another, directly or through other amendments. Where the text of an
  // amendment between them is unknown, the order of the party's first signatures decides.
  bool replaces(const Agreement& later, const Digest& earlier, const Find& find = unknown) const;
  // The time when the party closed the run for this agreement: under it, or under another agreement
  // that it does not replace. Only an amendment opens the run again.
  std::optional<Time> closed(const Agreement& agreement, const Find& find = unknown) const;
  bool has_closed() const { return !closings_.empty(); }
  // Whether the last closing statement covers everything that the party has done except reading.
  bool statement_is_newest() const { return statement_is_newest_; }
  // Whether the party has done more under an agreement than sign it.
  bool acted_under(const Digest& agreement) const { return acted_under_.contains(agreement); }

 private:
  enum class AfterDestroying : std::uint8_t { nothing, has_another, encoded };
  struct Destruction {
    KeyCheck key_check;
    Time time;
  };
  struct Closing {
    Digest agreement;
    Time time;
  };

  struct Fold;  // takes in one entry
  static const Agreement* unknown(const Digest&) { return nullptr; }
  std::uint64_t first_signed(const Digest& agreement) const;  // its entry; 0: never

  std::size_t followed_ = 0;  // entries
  std::vector<NotedFile> made_, received_;
  std::set<Digest> opened_;
  std::vector<Destruction> destructions_;
  AfterDestroying after_destroying_ = AfterDestroying::nothing;
  std::map<Digest, std::uint64_t> signings_;  // agreement: number of the first entry "signed"
  std::vector<Closing> closings_;
  bool statement_is_newest_ = false;
  std::set<Digest> acted_under_;
};

// Whether a party may note the event after its closing statement, apart from acts under an
// amendment.
bool may_follow_closing(const Event& event);
// Whether a party may note the event after the agreement's end.
bool may_follow_the_end(const Event& event);

}  // namespace tally
