#include <iostream>
#include <utility>
#include <vector>

#include "common/file_reader.h"
#include "common/join.h"
#include "common/terminal_progress.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/seal/sealed_file.h"

namespace tally {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

std::string place_in_sequence(const Manifest& manifest) {
  std::string number = std::to_string(manifest.sequence);
  if (!manifest.previous) return number;
  return number + ", after the manifest " + in_groups(manifest.previous->bytes);
}

std::string evidence_of(const Manifest& manifest) {
  const EvidenceHead& evidence = manifest.evidence;
  if (evidence.length == 0) return "no entries yet";
  return std::to_string(evidence.length) + " entries, head " + in_groups(evidence.head.bytes);
}

Lines lines_of(const SealedFile& file) {
  const Manifest& manifest = file.manifest;
  Lines lines = {{"file", file.path},
                 {"digest", in_groups(file.file.bytes)},
                 {"kind", std::string(name_of(manifest.kind))},
                 {"maker", manifest.maker},
                 {"readers", join(manifest.readers)}};
  if (!manifest.dataset.empty()) lines.emplace_back("data set", manifest.dataset);
  if (!manifest.analyst.empty()) lines.emplace_back("analyst", manifest.analyst);
  lines.emplace_back("sequence", place_in_sequence(manifest));
  lines.emplace_back("made", print_time(manifest.made));
  lines.emplace_back("expires", print_time(manifest.expires));
  lines.emplace_back("rows", std::to_string(manifest.rows));
  lines.emplace_back("content", std::to_string(manifest.content_bytes) + " bytes");
  lines.emplace_back("software", manifest.software);
  if (manifest.key_check) lines.emplace_back("key check", in_groups(manifest.key_check->bytes));
  lines.emplace_back("evidence", evidence_of(manifest));
  lines.emplace_back("project", in_groups(manifest.project.bytes));
  lines.emplace_back("agreement", in_groups(manifest.agreement.bytes));
  lines.emplace_back("manifest", in_groups(manifest_digest(manifest).bytes));
  lines.emplace_back("certificate", in_groups(manifest.certificate.bytes));
  return lines;
}

void print(const SealedFile& file) {
  for (const auto& [label, text] : lines_of(file)) {
    std::cout << label << std::string(13 - label.size(), ' ') << text << "\n";
  }
  std::cout << "\nThe file is whole, and the signature verifies.\n";
}

Status run_show(const Options& options) {
  SealedFile file = TRY(read_with_progress(options.get("in")));
  print(file);
  const std::optional<std::string> path = options.find("agreement");
  if (!path) {
    std::cout << "Whether the maker is who it says, and the agreement allows this file, was not\n"
                 "judged: name the agreement (--agreement).\n";
    return {};
  }
  const Time time = now();
  const SignedAgreement agreement = TRY(SignedAgreement::load(*path, time));
  const SealKind kind = file.manifest.kind;
  TRY(check_seal(agreement, std::move(file), kind, time));
  std::cout << "Its maker signed it, it is sealed to its readers alone, and the agreement allows "
               "it.\n";
  return {};
}

}  // namespace

Result<SealedFile> read_with_progress(const std::string& path) {
  const FileReader size = TRY(FileReader::open(path));
  TerminalProgress progress("reading", size.size());
  return read_sealed(path, &progress);
}

Command show_command() {
  return {"show",
          "prints what a sealed file says of itself, without any key",
          {{"in", "FILE", Need::required, "the sealed file"},
           {"agreement", "FILE", Need::optional,
            "the agreement, with its signatures beside it, to judge the file by"}},
          run_show};
}

}  // namespace tally
