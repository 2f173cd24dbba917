#include "encoder/use_cases/audit_export.h"

#include <array>

#include "common/atomic_file.h"
#include "common/file_reader.h"
#include "encoder/audit/audit_words.h"
#include "encoder/encode/conformance.h"
#include "encoder/encode/encode_checks.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kFewestRecords = 100;

// Sealed files and the bodies of submissions begin with these.
constexpr std::array<std::string_view, 2> kSubmissions = {"TALLYSEA", "TALLYENC"};

Status refuse_submission(const std::string& path) {
  FileReader file = TRY(FileReader::open(path));
  std::array<std::uint8_t, 8> begin{};
  const std::size_t size = TRY(file.read(begin));
  const std::string_view text(reinterpret_cast<const char*>(begin.data()), size);
  for (const std::string_view magic : kSubmissions) {
    if (text != magic) continue;
    return refused(path + ": a submission, and audit reads only your own export",
                   "to look for people in the submission of another party is an offence under "
                   "section 171 of the Data Protection Act 2018");
  }
  return {};
}

Status refuse_submissions(const AuditExportRequest& request) {
  TRY(refuse_submission(request.input.path));
  for (const SourceFiles::Table& table : request.input.tables) TRY(refuse_submission(table.path));
  return request.given ? refuse_submission(*request.given) : Status();
}

// Reads people in the layout of the data set.
class Reading {
 public:
  Reading(const AuditExportRequest& request, const Dataset& dataset, const Profile& profile)
      : request_(request), dataset_(dataset), profile_(profile) {}

  Result<People> read(std::string_view what, const SourceFiles& files, std::size_t most) {
    RecordReader reader =
        TRY(RecordReader::open(standardiser_, profile_, files, 1, dataset_.fields, request_.day));
    TRY(check_fields(files.path, profile_, dataset_, reader.fields()));
    request_.progress.begin(what, reader.source().bytes_total());
    People people = TRY(sample_people(reader, dataset_.fields, request_.day, most, request_.seed,
                                      request_.progress));
    request_.progress.end();
    if (people.size() < kFewestRecords) {
      return refused(files.path + ": fewer than " + std::to_string(kFewestRecords) + " records",
                     "the figures of an audit need more");
    }
    return people;
  }

 private:
  const AuditExportRequest& request_;
  const Dataset& dataset_;
  const Profile& profile_;
  Standardiser standardiser_;
};

Result<std::optional<AtomicFile>> open_page(const AuditExportRequest& request) {
  if (!request.page) return std::optional<AtomicFile>();
  AtomicFile file = TRY(AtomicFile::open(*request.page, request.overwrite, Access::owner_only));
  return std::optional<AtomicFile>(std::move(file));
}

}  // namespace

Result<AuditReport> audit_export(const AuditExportRequest& request) {
  TRY(refuse_submissions(request));
  const Agreement agreement = TRY(Agreement::load(request.agreement));
  TRY(check_versions(agreement.encoding()));
  const DatasetIndex index = TRY(agreement.dataset(request.dataset));
  const Dataset& dataset = agreement.dataset(index);
  const Profile profile =
      TRY(agreed_profile({dataset.profile, dataset.profile_text}, request.own_profile));
  std::optional<AtomicFile> page = TRY(open_page(request));
  Reading reading(request, dataset, profile);
  // Without a register, both sides come from the export.
  const std::size_t most = request.given ? kMostAudited : 2 * kMostAudited;
  const People file = TRY(reading.read("reading", request.input, most));
  std::optional<People> given;
  if (request.given) {
    given = TRY(reading.read("reading the register", {*request.given, {}}, kMostAudited));
  }
  AuditReport report = audit({agreement, dataset, file, given ? &*given : nullptr, request.seed,
                              request.threads, request.progress});
  if (!page) return report;
  TRY(page->write(audit_page(report)));
  TRY(page->commit());
  return report;
}

}  // namespace tally::encoder
