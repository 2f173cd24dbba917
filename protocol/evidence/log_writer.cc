#include "protocol/evidence/log_writer.h"

#include <utility>
#include <variant>

#include "common/append_file.h"
#include "common/paths.h"

namespace tally {

struct EvidenceWriter::State {
  AppendFile file;
  EvidenceLog log;
  ProjectId project;
  Digest agreement;
  std::string party;

  Status append(Time time, Event event);
};

namespace {

// refused: the log is of another project, under the name of this one.
Status check_project(const EvidenceLog& log, const ProjectId& project, const std::string& path) {
  if (log.entries.empty()) return {};
  const auto* begun = std::get_if<events::Begun>(&log.entries.front().event);
  if (begun != nullptr && begun->project == project) return {};
  return refused(path + ": the log of another project");
}

}  // namespace

EvidenceWriter::EvidenceWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
EvidenceWriter::EvidenceWriter(EvidenceWriter&&) noexcept = default;
EvidenceWriter& EvidenceWriter::operator=(EvidenceWriter&&) noexcept = default;
EvidenceWriter::~EvidenceWriter() = default;

Result<EvidenceWriter> EvidenceWriter::open(const std::string& identity_folder,
                                            const Agreement& agreement, std::string_view party) {
  const std::string folder = identity_folder + "/evidence";
  TRY(make_folder(folder));
  const ProjectId& project = agreement.terms().project;
  const std::string path = folder + "/" + to_hex(project.bytes) + ".jsonl";
  AppendFile file = TRY(AppendFile::open(path, kMaxLog));
  EvidenceLog log = TRY(read_evidence(file.found(), path));
  if (!log.entries.empty() && log.entries.front().party != party) {
    return refused(path + ": the log of another party of this project");
  }
  TRY(check_project(log, project, path));
  return EvidenceWriter(std::unique_ptr<State>(new State{
      std::move(file), std::move(log), project, agreement.fingerprint(), std::string(party)}));
}

const EvidenceLog& EvidenceWriter::log() const {
  return state_->log;
}

const std::string& EvidenceWriter::path() const {
  return state_->file.path();
}

Status EvidenceWriter::append(Time time, Event event) {
  if (state_->log.entries.empty()) {
    TRY(state_->append(time, events::Begun{.project = state_->project}));
  }
  return state_->append(time, std::move(event));
}

Status EvidenceWriter::State::append(Time time, Event event) {
  const EvidenceHead head = log.head();
  EvidenceEntry entry{head.length + 1, time, party, agreement, std::move(event), head.head};
  const std::string line = print_evidence(entry);
  TRY(file.append(line + "\n"));
  log.add(std::move(entry), line);
  return {};
}

}  // namespace tally
