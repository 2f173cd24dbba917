#include "linker/use_cases/link_results.h"

#include <algorithm>

#include "linker/people/release.h"
#include "linker/report/report.h"

namespace tally::linker {
namespace {

Status add_text(const ResultsFolder& results, const std::string& name, const std::string& text) {
  AtomicFile* file = TRY(results.folder.add(name));
  return file->write(text);
}

Status add_links(const ResultsFolder& results, const Linkage& linkage) {
  AtomicFile* file = TRY(results.folder.add("links.csv"));
  return write_links(results.session.agreement(), linkage,
                     [&](ByteView bytes) { return file->write(bytes); });
}

Result<SealedWriter> open(const ResultsFolder& results, const std::string& name,
                          const SealRequest& request) {
  AtomicFile* file = TRY(results.folder.add(name));
  return SealedWriter::into(*file, results.scratch_folder, results.session.signed_agreement(),
                            results.session.identity(), request);
}

Status seal_bridge(const ResultsFolder& results, const Linkage& linkage, const Release& release) {
  SealedWriter writer = TRY(open(results, "bridge-" + release.analyst + ".tally",
                                 results.session.request(SealKind::bridge, "", release.analyst)));
  const std::uint64_t rows =
      TRY(write_bridge(results.session.agreement(), results.release_key, release, linkage,
                       [&](ByteView bytes) { return writer.write(bytes); }));
  TRY(results.transaction.note(events::Released{release.analyst, release.datasets, rows}));
  return results.transaction.finish(writer, rows);
}

Status seal_report(const ResultsFolder& results, const Linkage& linkage) {
  const Agreement& agreement = results.session.agreement();
  std::uint32_t least = 0;
  for (const Release& release : agreement.terms().releases) {
    least = std::max(least, release.small_counts);
  }
  SealedWriter writer =
      TRY(open(results, "report.tally", results.session.request(SealKind::report, "", "")));
  TRY(writer.write(report_page(agreement, linkage, least)));
  return results.transaction.finish(writer, 0);
}

}  // namespace

Status write_results(const ResultsFolder& results, const Linkage& linkage) {
  const Agreement& agreement = results.session.agreement();
  TRY(add_links(results, linkage));
  TRY(add_text(results, "report.json", report_json(agreement, linkage, 0)));
  TRY(add_text(results, "report.html", report_page(agreement, linkage, 0)));
  for (const Release& release : agreement.terms().releases) {
    TRY(seal_bridge(results, linkage, release));
  }
  return seal_report(results, linkage);
}

}  // namespace tally::linker
