// Faults in, before or after a run. Each is a change of a MadeUpRun.
#pragma once

#include <algorithm>

#include "protocol/evidence/log_writer.h"
#include "tests/unit/protocol/made_up_run.h"

namespace tally::verify_faults {

inline const MadeUpParties& parties() {
  static const MadeUpParties made_up;
  return made_up;
}

inline const Check& check_called(const Verification& verification, std::string_view name) {
  const auto found = std::ranges::find(verification.checks, name, &Check::name);
  REQUIRE(found != verification.checks.end());
  return *found;
}

using Change = std::function<void(MadeUpRun&)>;

inline Change file_of(SealKind kind, const std::function<void(Forgery&)>& change) {
  return [=](MadeUpRun& run) {
    run.change_file = [=](Forgery& f) {
      if (f.manifest.kind == kind) change(f);
    };
  };
}
inline Change file_of_maker(SealKind kind, const std::string& maker,
                            const std::function<void(Forgery&)>& change) {
  return file_of(kind, [=](Forgery& f) {
    if (f.manifest.maker == maker) change(f);
  });
}
// Changes of a party's entries of a kind, and of their facts.
template <class Kind>
Change entry_of(const std::string& party, const std::function<void(EvidenceEntry&)>& change) {
  return [=](MadeUpRun& run) {
    run.change_entry = [=](EvidenceEntry& entry) {
      if (entry.party == party && is<Kind>(entry.event)) change(entry);
    };
  };
}
template <class Kind>
Change event_of(const std::string& party, const std::function<void(Kind&)>& change) {
  return entry_of<Kind>(party, [=](EvidenceEntry& entry) { change(std::get<Kind>(entry.event)); });
}
inline void leave_out(EvidenceEntry& entry) {
  entry.party.clear();
}
inline Change inputs_of_linking(const std::function<void(std::vector<LinkedInput>&)>& change) {
  return event_of<events::Linked>("linkers", [=](auto& linked) { change(linked.inputs); });
}

inline Change remove_file(const std::string& name) {
  return [=](MadeUpRun& run) { std::filesystem::remove(run.folder / name); };
}
inline Change flip_byte(const std::string& name, double part) {
  return [=](MadeUpRun& run) {
    std::string text = run.folder.get(name);
    char& byte = text[static_cast<std::size_t>(static_cast<double>(text.size() - 1) * part)];
    byte = static_cast<char>(byte ^ 1);
    run.folder.put(name, text);
  };
}
// A log written anew from its first entries, changed, and chained as it should be.
inline Change rewrite_log(const std::string& party, std::size_t keep,
                          const std::function<void(EvidenceEntry&)>& change) {
  return [=](MadeUpRun& run) {
    const std::string name = party + ".jsonl";
    EvidenceLog log = read_evidence(run.folder.get(name), name).value();
    log.entries.resize(std::min(keep, log.entries.size()));
    std::string text;
    Digest previous;
    for (EvidenceEntry& entry : log.entries) {
      change(entry);
      entry.previous = previous;
      const std::string line = print_evidence(entry);
      previous = sha256({as_bytes(line)});
      text += line + "\n";
    }
    run.folder.put(name, text);
  };
}
inline Change log_of_another(const std::string& party) {
  return [=](MadeUpRun& run) {
    const TemporaryFolder home;
    {
      EvidenceWriter writer = EvidenceWriter::open(home.path(), *run.agreement, party).value();
      REQUIRE(writer.append(run.clock, events::Closed{0, 0}));
    }
    run.folder.put(
        "other.jsonl",
        read_file(home / ("evidence/" + to_hex(run.agreement->terms().project.bytes) + ".jsonl"),
                  1 << 20)
            .value());
  };
}
inline Change other_agreement(const std::function<void(AgreementTerms&)>& change) {
  return [=](MadeUpRun& run) {
    AgreementTerms terms = run.agreement->terms();
    change(terms);
    run.put_agreement("other.json", Agreement::make(terms).value());
  };
}
// Before the second week is linked the parties agree anew, and go on under that.
inline Change amend_midway(const std::function<void(AgreementTerms&)>& change,
                           const std::set<std::string>& unsigned_by = {}) {
  return [=](MadeUpRun& run) {
    run.before_linking = [=, &run](int week) {
      if (week != 2) return;
      run.unsigned_by = unsigned_by;
      run.amend(change);
    };
  };
}
inline void let_a_stranger_join(AgreementTerms& terms) {
  const PartyCard& card = parties().of("stranger").card();
  terms.parties.push_back(
      {"stranger", {Party::Role::governance}, card.signing.digest(), card.opening.digest()});
}
inline void let_the_board_go(AgreementTerms& terms) {
  std::erase_if(terms.parties, [](const Party& party) { return party.name == "board"; });
}
// An amendment that only the board has signed.
inline Agreement put_half_signed(MadeUpRun& run) {
  const Agreement text = run.amendment([](AgreementTerms& terms) { terms.title += ", again"; });
  run.unsigned_by = {"council", "trust", "linkers", "insights"};
  run.put_agreement("other.json", text);
  run.collect_logs();
  return text;
}
inline void sign_by_a_stranger(MadeUpRun& run) {
  const std::string old = run.folder.get("agreement.json.p7s");
  const Bytes more = cms_add_signer(as_bytes(old), as_bytes(run.agreement->text()),
                                    parties().of("stranger").signing(), on("2026-01-02"), {})
                         .value();
  run.folder.put("agreement.json.p7s", std::string(more.begin(), more.end()));
}
inline void add_a_space_to_an_amendment(MadeUpRun& run) {
  run.folder.put("other.json", run.agreement->text() + " ");
}
inline void made_by(Forgery& f, const std::string& party) {
  f.signer = f.manifest.maker = party;
  f.manifest.certificate = parties().of(party).card().signing.digest();
}
// Health is linked under an agreement with another standardiser than it was encoded by.
inline void encode_health_otherwise(MadeUpRun& run) {
  run.change_file = [&run](Forgery& f) {
    if (f.manifest.dataset != "health") return;
    AgreementTerms terms = run.agreement->terms();
    terms.encoding.standardiser += 1;
    terms.amends = run.agreement->fingerprint();
    const Agreement other = Agreement::make(terms).value();
    run.folder.put("other.json", other.text());
    f.manifest.agreement = other.fingerprint();
  };
}
inline void replay_the_first_week(MadeUpRun& run) {
  run.before_linking = [&run](int week) {
    if (week == 2) run.receive("linkers", run.submissions[2]);
  };
}
inline void let_the_council_link(MadeUpRun& run) {
  run.before_linking = [&run](int) {
    run.log("council", events::Linked{{{"school", run.submissions[0].file, 5, 4}}, {}, 4});
  };
}
inline Change log_after_closing(const std::string& party, const Event& event) {
  return [=](MadeUpRun& run) {
    run.log(party, event);
    run.collect_logs();
  };
}

// One thing wrong, and the check that finds it.
struct Broken {
  const char* check;
  Outcome outcome;
  Change before;
  Change after;
  const char* says = "";  // in its detail
};

std::vector<Broken> broken_agreements();
std::vector<Broken> broken_files();
std::vector<Broken> broken_logs();
std::vector<Broken> broken_linkings();

}  // namespace tally::verify_faults
