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

  // Adds the entry to the log, and returns its line.
  std::string add(Time time, Event event);
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

Status EvidenceWriter::append(Time time, std::vector<Event> events) {
  const std::size_t before = state_->log.entries.size();
  std::string lines;
  if (before == 0) lines = state_->add(time, events::Begun{.project = state_->project});
  for (Event& event : events) lines += state_->add(time, std::move(event));
  Status written = state_->file.append(lines);
  if (!written) state_->log.cut(before);
  return written;
}

std::string EvidenceWriter::State::add(Time time, Event event) {
  const EvidenceHead head = log.head();
  EvidenceEntry entry{head.length + 1, time, party, agreement, std::move(event), head.head};
  std::string line = print_evidence(entry);
  log.add(std::move(entry), line);
  return line + "\n";
}

}  // namespace tally
