#include "linker/receive/receive.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <optional>

#include "protocol/agreement/encodings.h"

namespace tally::linker {

static_assert(std::endian::native == std::endian::little, "a file's bytes are the table's bytes");

// Reads one submission: opens it, reads its conformance rows, then its rows.
class SubmissionReader {
 public:
  static Result<SubmissionReader> open(const Agreement& agreement, CheckedSeal seal,
                                       std::unique_ptr<ByteSource> body) {
    EncodingsReader file = TRY(EncodingsReader::over(std::move(body)));
    TRY(check_header(agreement, file.header(), file.path()));
    SubmissionReader reader(std::move(seal), std::move(file));
    reader.dataset_ = TRY(agreement.dataset(reader.header().dataset));
    TRY(reader.read_conformance());
    return reader;
  }

  const EncodingsHeader& header() const { return file_.header(); }
  const std::string& path() const { return file_.path(); }
  DatasetIndex dataset() const { return dataset_; }

  // The bytes of a column in the conformance rows; nothing if the data set does not supply it.
  std::optional<Bytes> conformance(const std::string& column) const {
    const auto& slots = header().layout.slots;
    const auto slot = std::ranges::find(slots, column, &RowLayout::Slot::name);
    if (slot == slots.end()) return std::nullopt;
    Bytes bytes;
    for (std::size_t row = 0; row < conformance_.size(); row += header().layout.row_size) {
      const auto begin = conformance_.begin() + static_cast<std::ptrdiff_t>(row + slot->offset);
      bytes.insert(bytes.end(), begin, begin + static_cast<std::ptrdiff_t>(slot->size));
    }
    return bytes;
  }

  // Call this once: the submission takes the seal.
  Result<Submission> read_rows(std::uint32_t rows_per_record, Progress* progress) {
    Submission submission = allocate();
    const std::size_t row_size = header().layout.row_size;
    Bytes row(row_size);
    for (std::size_t i = 0; i < header().rows; ++i) {
      TRY(file_.next(row));
      TRY(place(submission, i, row, rows_per_record));
      if (progress) progress->advance(row_size);
    }
    submission.first_row_.push_back(static_cast<std::uint32_t>(header().rows));
    return submission;
  }

 private:
  SubmissionReader(CheckedSeal seal, EncodingsReader file)
      : seal_(std::move(seal)), file_(std::move(file)) {}

  static Status check_header(const Agreement& agreement, const EncodingsHeader& header,
                             const std::string& path) {
    const AgreementTerms& terms = agreement.terms();
    const auto wrong = [&](std::string what) { return refused(path + ": " + std::move(what)); };
    if (header.project != terms.project) return wrong("made for another project");
    if (header.encoding != agreement.encoding_fingerprint()) {
      return wrong("made with a different encoding from the agreement's");
    }
    if (header.agreement != agreement.fingerprint() && header.agreement != terms.amends) {
      return wrong("made under another agreement");
    }
    if (header.standardiser != terms.encoding.standardiser ||
        header.unicode != terms.encoding.unicode) {
      return wrong("made with a different standardiser from the agreement's");
    }
    const auto dataset = agreement.dataset(header.dataset);
    if (!dataset) return wrong("its data set is not in the agreement");
    if (header.layout.slots !=
        RowLayout::of(terms.encoding, agreement.dataset(dataset.value())).slots) {
      return wrong("its columns are not the agreed columns of data set \"" + header.dataset + "\"");
    }
    if (header.layout.has_bands() && header.nearest.size() + 1 != terms.datasets.size()) {
      return wrong("it counts for other data sets than the agreement's");
    }
    return {};
  }

  Status read_conformance() {
    const std::size_t row_size = header().layout.row_size;
    Bytes row(row_size);
    for (std::uint32_t i = 0; i < header().conformance_rows; ++i) {
      TRY(file_.next(row));
      conformance_.insert(conformance_.end(), row.begin(), row.end());
    }
    return {};
  }

  // The length of the file has been checked, so the file has that many rows.
  Submission allocate() {
    Submission submission(std::move(seal_));
    submission.dataset_ = dataset_;
    submission.key_check_ = header().key_check;
    const std::size_t rows = header().rows;
    submission.record_of_.reserve(rows);
    for (const RowLayout::Slot& slot : header().layout.slots) {
      if (slot.kind == Column::Kind::filter) {
        submission.filters_.push_back(
            {slot.name, ClkTable(rows, slot.bits), std::vector<std::uint32_t>(rows)});
      } else if (slot.kind == Column::Kind::token) {
        submission.tokens_.push_back({slot.name, std::vector<Token>(rows)});
      } else {
        submission.bands_.push_back({slot.name, slot.bands, slot.bits / 8, rows,
                                     Bytes(rows * slot.size), std::vector<bool>(rows)});
      }
    }
    submission.nearest_ = header().nearest;
    return submission;
  }

  // Copies row i into the columns' tables.
  Status place(Submission& submission, std::size_t i, ByteView row,
               std::uint32_t rows_per_record) const {
    Reference reference;
    std::copy_n(row.begin(), Reference::kSize, reference.bytes.begin());
    if (submission.references_.empty() || submission.references_.back() != reference) {
      submission.references_.push_back(reference);
      submission.first_row_.push_back(static_cast<std::uint32_t>(i));
    } else if (i - submission.first_row_.back() == rows_per_record) {
      return refused(path() + ": a record of more than " + std::to_string(rows_per_record) +
                     (rows_per_record == 1 ? " row" : " rows"));
    }
    submission.record_of_.push_back(RecordIndex(submission.references_.size() - 1));

    auto filter = submission.filters_.begin();
    auto tokens = submission.tokens_.begin();
    auto bands = submission.bands_.begin();
    for (const RowLayout::Slot& slot : header().layout.slots) {
      const ByteView cell = row.subspan(slot.offset, slot.size);
      if (slot.kind == Column::Kind::filter) {
        std::memcpy(filter->clks.row(i).data(), cell.data(), cell.size());
        filter->popcounts[i] = popcount(filter->clks[i]);
        ++filter;
      } else if (slot.kind == Column::Kind::token) {
        std::memcpy(tokens->tokens[i].bytes.data(), cell.data(), cell.size());
        ++tokens;
      } else {
        bands->place(i, cell);
        ++bands;
      }
    }
    return {};
  }

  CheckedSeal seal_;
  EncodingsReader file_;
  DatasetIndex dataset_{};
  Bytes conformance_;
};

namespace {

Status check_datasets(const Agreement& agreement, const std::vector<SubmissionReader>& readers) {
  for (std::size_t i = 1; i < readers.size(); ++i) {
    if (readers[i].dataset() == readers[i - 1].dataset()) {
      return refused(readers[i - 1].path() + " and " + readers[i].path() +
                         " both belong to data set \"" + readers[i].header().dataset + "\"",
                     "give one submission for each data set");
    }
  }
  for (const Dataset& dataset : agreement.terms().datasets) {
    const bool here = std::ranges::any_of(readers, [&](const SubmissionReader& reader) {
      return reader.header().dataset == dataset.name;
    });
    if (dataset.required && !here) {
      return refused("data set \"" + dataset.name +
                     "\" is required, but its submission was not given");
    }
  }
  return {};
}

Status check_secrets(const std::vector<SubmissionReader>& readers) {
  for (const SubmissionReader& reader : readers) {
    if (reader.header().key_check != readers.front().header().key_check) {
      return refused(
          readers.front().path() + " and " + reader.path() + " were made with different secrets",
          "both holders need the secret that the key maker made for this agreement");
    }
  }
  return {};
}

// Compares every column with the first submission that has it.
Status check_conformance(const Agreement& agreement, const std::vector<SubmissionReader>& readers) {
  for (const Column& column : agreement.encoding().columns) {
    const SubmissionReader* first = nullptr;
    std::optional<Bytes> expected;
    for (const SubmissionReader& reader : readers) {
      const std::optional<Bytes> bytes = reader.conformance(column.name);
      if (!bytes) continue;
      if (!first) {
        first = &reader;
        expected = bytes;
      } else if (*bytes != *expected) {
        return refused(first->path() + " and " + reader.path() + " encode column \"" + column.name +
                           "\" differently: their encoders or versions differ",
                       "compare `tally-encoder --version` of the two holders");
      }
    }
  }
  return {};
}

Status check_manifest(const Agreement& agreement, const Submission& submission) {
  const Manifest& manifest = submission.seal().manifest();
  const auto differs = [&](std::string_view what) {
    return refused(submission.path() + ": the manifest names a different " + std::string(what));
  };
  if (manifest.dataset != agreement.dataset(submission.dataset()).name) return differs("data set");
  if (manifest.rows != submission.rows()) return differs("number of rows");
  if (manifest.key_check != submission.key_check()) return differs("linkage secret");
  return {};
}

Result<std::vector<std::unique_ptr<ByteSource>>> open_all(const Identity& reader,
                                                          const std::vector<CheckedSeal>& seals) {
  std::vector<std::unique_ptr<ByteSource>> bodies;
  for (const CheckedSeal& seal : seals) {
    SealedReader body = TRY(SealedReader::open(seal, reader));
    bodies.push_back(std::make_unique<SealedReader>(std::move(body)));
  }
  return bodies;
}

}  // namespace

Result<std::vector<Submission>> receive(const Agreement& agreement, const Identity& reader,
                                        std::vector<CheckedSeal> seals, Progress* progress) {
  std::vector<std::unique_ptr<ByteSource>> bodies = TRY(open_all(reader, seals));
  std::vector<SubmissionReader> readers;
  for (std::size_t i = 0; i < seals.size(); ++i) {
    readers.push_back(
        TRY(SubmissionReader::open(agreement, std::move(seals[i]), std::move(bodies[i]))));
  }
  std::ranges::stable_sort(readers, {}, &SubmissionReader::dataset);
  TRY(check_datasets(agreement, readers));
  TRY(check_secrets(readers));
  TRY(check_conformance(agreement, readers));
  std::vector<Submission> submissions;
  for (SubmissionReader& file : readers) {
    const Dataset& dataset = agreement.dataset(file.dataset());
    submissions.push_back(TRY(file.read_rows(dataset.rows_per_record, progress)));
  }
  for (const Submission& submission : submissions) TRY(check_manifest(agreement, submission));
  return submissions;
}

}  // namespace tally::linker
