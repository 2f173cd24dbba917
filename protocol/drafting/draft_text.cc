#include "protocol/drafting/draft_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "common/file_reader.h"
#include "common/paths.h"
#include "protocol/base/agreement_words.h"
#include "protocol/base/json_members.h"
#include "protocol/drafting/draft_clauses.h"

namespace tally {
namespace {

constexpr std::size_t kMaxDraft = std::size_t{1} << 20;  // bytes
constexpr std::array<std::string_view, 4> kLevelWords = {"single", "grouped", "detailed", "banded"};

template <class T>
Result<T> hinted(Result<T> result, std::string_view hint) {
  if (result) return result;
  return Error{result.error().code, result.error().message, std::string(hint)};
}

// NAME, or NAME sha256:HEX if the parties also fix the profile's text.
Status read_profile(std::string_view clause, DraftDataset& dataset) {
  constexpr std::string_view kDigest = "sha256:";
  const std::string_view name = clause.substr(0, clause.find(' '));
  dataset.profile = TRY(parse_name(name));
  std::string_view digest = trimmed(clause.substr(name.size()));
  if (digest.empty()) return {};
  if (!digest.starts_with(kDigest)) return malformed("expected \"NAME\" or \"NAME sha256:HEX\"");
  digest.remove_prefix(kDigest.size());
  dataset.profile_text = TRY(id_from_hex<Digest>(std::string(digest), "sha256"));
  return {};
}

class DraftReader {
 public:
  DraftReader(const std::string& name, const CardReader& card) : name_(name), card_(card) {}

  Status read_line(std::string_view line) {
    ++line_;
    line = trimmed(line);
    if (line.empty() || line.front() == '#') return {};
    return placed(place(line_), read_fact(line));
  }

  Result<Draft> finish() {
    for (const char* fact : {"title", "submissions last", "secret destroyed by", "ends"}) {
      if (!seen_.contains(fact)) {
        return malformed(name_ + ": the line \"" + std::string(fact) + ": ...\" is missing");
      }
    }
    TRY(placed(place(keys_line_), check_keys()));
    TRY(placed(place(threshold_line_), check_threshold()));
    TRY(placed(place(hardening_line_), check_hardening()));
    TRY(check_releases());
    return std::move(draft_);
  }

 private:
  using Read = Status (DraftReader::*)(std::string_view name, std::string_view rest);
  struct Fact {
    std::string_view word;
    enum class Named : std::uint8_t { no, yes } named;
    Read read;
  };
  static const std::array<Fact, 13> kFacts;

  std::string place(std::size_t line) const { return name_ + ":" + std::to_string(line); }

  Status read_fact(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("expected \"fact: ...\"");
    const std::string_view key = trimmed(line.substr(0, colon));
    const std::string_view rest = trimmed(line.substr(colon + 1));
    for (const Fact& fact : kFacts) {
      const std::optional<std::string_view> name = after(key, fact.word);
      if (!name || name->empty() == (fact.named == Fact::Named::yes)) continue;
      if (!name->empty()) TRY(parse_name(*name));
      if (!seen_.emplace(key).second) return malformed("given twice");
      return (this->*fact.read)(*name, rest);
    }
    return malformed("the template has no such fact",
                     "tally-protocol agreement template prints all facts");
  }

  Status read_title(std::string_view, std::string_view rest) {
    draft_.title = rest;
    return {};
  }

  Status read_party(std::string_view name, std::string_view rest) {
    Clauses clauses(rest);
    Party party;
    party.name = name;
    for (const std::string_view word : split(clauses.take_first(), ',')) {
      party.roles.push_back(TRY(parse_choice<Party::Role>(kRoleWords, word)));
    }
    const std::string_view path = TRY(clauses.take("card"));
    TRY(clauses.end());
    const PartyCard card = TRY(hinted(
        card_(std::string(path)),
        "put the party's card beside the template, or write its path (NAME/NAME.party.pem)"));
    party.signing = card.signing.digest();
    party.opening = card.opening.digest();
    draft_.parties.push_back(std::move(party));
    return {};
  }

  Status read_dataset(std::string_view name, std::string_view rest) {
    Clauses clauses(rest);
    DraftDataset dataset;
    dataset.name = name;
    const std::string_view holder = TRY(clauses.take("held by"));
    dataset.holder = TRY(placed("held by", parse_name(holder)));
    const std::string_view profile = TRY(clauses.take("profile"));
    TRY(placed("profile", hinted(read_profile(profile, dataset),
                                 "tally-encoder profiles lists the names, and profile show prints "
                                 "the SHA-256; for a profile of your own write: profile own")));
    const std::string_view fields = TRY(clauses.take("fields"));
    dataset.fields = TRY(placed("fields", parse_fields(fields)));
    if (const auto word = clauses.find("duplicates")) {
      dataset.duplicates = TRY(placed("duplicates", parse_choice<bool>(kYesNoWords, *word)));
    }
    if (const auto rows = clauses.find("rows")) {
      dataset.rows_per_record = TRY(placed("rows", parse_whole<std::uint32_t>(*rows)));
    }
    if (const auto rest_of_it = clauses.find("optional")) {
      if (!rest_of_it->empty()) return malformed("unexpected text after \"optional\"");
      dataset.required = false;
    }
    TRY(clauses.end());
    draft_.datasets.push_back(std::move(dataset));
    return {};
  }

  Status read_release(std::string_view name, std::string_view rest) {
    Clauses clauses(rest);
    Release release;
    release.analyst = name;
    for (const std::string_view dataset : split(clauses.take_first(), ',')) {
      release.datasets.push_back(TRY(parse_name(dataset)));
    }
    const std::string_view flags = TRY(clauses.take("flags"));
    release.flags = TRY(placed("flags", parse_choice<bool>(kYesNoWords, flags)));
    const std::string_view counts = TRY(clauses.take("small counts"));
    release.small_counts = TRY(placed("small counts", parse_whole<std::uint32_t>(counts)));
    TRY(clauses.end());
    draft_.releases.push_back(std::move(release));
    release_lines_.push_back(line_);
    return {};
  }

  Status read_level(std::string_view, std::string_view rest) {
    draft_.level = TRY(parse_choice<Level>(kLevelWords, rest));
    return {};
  }

  Status read_hardening(std::string_view, std::string_view rest) {
    hardening_line_ = line_;
    if (rest == "none") return {};
    const std::string_view word = rest.substr(0, rest.find(' '));
    const auto kind = TRY(parse_choice<Hardening::Kind>(kHardeningWords, word));
    const std::string_view count = trimmed(rest.substr(word.size()));
    draft_.hardening = Hardening{kind, TRY(parse_whole<std::uint32_t>(count))};
    return {};
  }

  Status read_keys(std::string_view, std::string_view rest) {
    keys_line_ = line_;
    draft_.keys = TRY(parse_fields(rest));
    return {};
  }

  Status read_threshold(std::string_view, std::string_view rest) {
    threshold_line_ = line_;
    if (rest == "estimated") return {};
    using Unit = PassThreshold::Unit;
    const Unit unit = rest.ends_with(" bits") ? Unit::bits : Unit::dice;
    const std::uint32_t value =
        TRY(hinted(read_amount(rest, unit == Unit::bits ? " bits" : " Dice"),
                   "write estimated, or an agreed threshold such as 12.5 bits or 0.850 Dice"));
    draft_.threshold = PassThreshold{unit, value};
    return {};
  }

  Status read_fallback(std::string_view, std::string_view rest) {
    draft_.fallback.value = TRY(read_amount(rest, " Dice"));
    return {};
  }

  static Result<std::uint32_t> read_amount(std::string_view text, std::string_view unit) {
    if (!text.ends_with(unit)) return malformed("expected \"N.NNN" + std::string(unit) + "\"");
    text.remove_suffix(unit.size());
    return parse_thousandths(trimmed(text));
  }

  Status read_seed(std::string_view, std::string_view rest) {
    draft_.rehearsal_seed = TRY(parse_whole<std::uint64_t>(rest));
    return {};
  }

  Status read_days(std::string_view, std::string_view rest) {
    if (!rest.ends_with(" days")) return malformed("expected \"N days\"");
    rest.remove_suffix(std::string_view(" days").size());
    draft_.retention.submission_days = TRY(parse_whole<std::uint32_t>(trimmed(rest)));
    return {};
  }

  Status read_destroyed(std::string_view, std::string_view rest) {
    draft_.retention.secret_destroyed = TRY(parse_day(rest));
    return {};
  }

  Status read_ends(std::string_view, std::string_view rest) {
    draft_.retention.ends = TRY(parse_day(rest));
    return {};
  }

  // The line `keys` may come before the lines of the data sets, so this is checked at the end.
  Status check_keys() const {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const auto key = static_cast<Field>(i);
      if (!draft_.keys[key]) continue;
      if (!is_key(key))
        return malformed("not a linking key", "the linking keys are nhs_number, upn, uln");
      if (std::ranges::none_of(draft_.datasets, [key](const auto& d) { return d.fields[key]; })) {
        return malformed("no data set has " + std::string(name_of(key)));
      }
    }
    return {};
  }

  // So may the lines of releases.
  Status check_releases() const {
    for (std::size_t i = 0; i < draft_.releases.size(); ++i) {
      for (const std::string& name : draft_.releases[i].datasets) {
        if (std::ranges::count(draft_.datasets, name, &DraftDataset::name) != 0) continue;
        return malformed(place(release_lines_[i]) + ": there is no data set \"" + name + "\"",
                         "add a line: dataset " + name + ": ...");
      }
    }
    return {};
  }

  Status check_threshold() const {
    if (!draft_.threshold) return {};
    const bool in_bits = draft_.threshold->unit == PassThreshold::Unit::bits;
    if (draft_.level == Level::banded && !in_bits) {
      return malformed("bands have no Dice", "write a band score, such as 12.5 bits");
    }
    if (!in_bits || draft_.level != Level::single) return {};
    return malformed("nothing is scored at the level single",
                     "grouped and detailed score in bits; single compares by Dice");
  }

  Status check_hardening() const {
    if (!draft_.hardening || draft_.level != Level::banded) return {};
    return malformed("nothing is hardened at the level banded",
                     "only filters are hardened; banded has none");
  }

  const std::string& name_;
  const CardReader& card_;
  std::size_t line_ = 0, keys_line_ = 0, threshold_line_ = 0, hardening_line_ = 0;
  std::vector<std::size_t> release_lines_;
  std::set<std::string, std::less<>> seen_;
  Draft draft_;
};

constexpr std::array<DraftReader::Fact, 13> DraftReader::kFacts = {{
    {"title", Fact::Named::no, &DraftReader::read_title},
    {"party", Fact::Named::yes, &DraftReader::read_party},
    {"dataset", Fact::Named::yes, &DraftReader::read_dataset},
    {"level", Fact::Named::no, &DraftReader::read_level},
    {"hardening", Fact::Named::no, &DraftReader::read_hardening},
    {"keys", Fact::Named::no, &DraftReader::read_keys},
    {"threshold", Fact::Named::no, &DraftReader::read_threshold},
    {"fallback threshold", Fact::Named::no, &DraftReader::read_fallback},
    {"rehearsal-seed", Fact::Named::no, &DraftReader::read_seed},
    {"release to", Fact::Named::yes, &DraftReader::read_release},
    {"submissions last", Fact::Named::no, &DraftReader::read_days},
    {"secret destroyed by", Fact::Named::no, &DraftReader::read_destroyed},
    {"ends", Fact::Named::no, &DraftReader::read_ends},
}};

}  // namespace

Result<Draft> parse_draft(std::string_view text, const std::string& name, const CardReader& card) {
  DraftReader reader(name, card);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    TRY(reader.read_line(line));
  }
  return reader.finish();
}

Result<Draft> load_draft(const std::string& path) {
  const std::string text = TRY(read_file(path, kMaxDraft));
  const std::string folder = folder_of(path);
  return parse_draft(text, path, [&](const std::string& card) {
    return load_card(card.starts_with('/') ? card : folder + "/" + card);
  });
}

}  // namespace tally
