#include "encoder/admit/admission.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "encoder/encode/encode.h"
#include "encoder/payload/attach.h"
#include "encoder/quality/check.h"
#include "tests/unit/encoder/made_up_holder.h"
#include "tests/unit/encoder/one_standardiser.h"

namespace tally::encoder::admission_test {
namespace {

const std::vector<Field> kFields = {Field::forename, Field::surname, Field::date_of_birth,
                                    Field::sex, Field::nhs_number};
constexpr const char* kHeader = "local_id,forename,surname,date_of_birth,sex,nhs_number\n";

struct Case {
  const char* name;
  std::string rows;
  std::vector<std::string> lists;
  std::uint64_t rejected, excluded, usable;
};

const std::vector<Case> kCases = {
    {"no list", "1,Ann,Lee,2010-03-04,F,\n2,Bob,Ng\n,Eve,Ng,,,\n", {}, 2, 0, 1},
    {"a list by local_id",
     "1,Ann,Lee,2010-03-04,F,\n1,Ann,Ng,2010-03-04,F,\n2,Bob,Ng,2011-03-04,M,\n",
     {"local_id\n1\n"},
     0,
     2,
     1},
    {"a list that names one row of two by number",
     "1,Ann,Lee,2010-03-04,F,\n1,Ann,Lee,2010-03-04,F,9434765919\n2,Bob,Ng,2011-03-04,M,\n",
     {"nhs_number\n9434765919\n"},
     0,
     2,
     1},
    {"a rejected row that a list names",
     ",Ann,Lee,2010-03-04,F,9434765919\n2,Bob,Ng,2011-03-04,M,4010232137\n",
     {"nhs_number\n9434765919\n4505577104\n"},
     1,
     0,
     1},
    {"two lists",
     "1,Ann,Lee,2010-03-04,F,\n2,Bob,Ng,2011-03-04,M,9434765919\n3,Zoe,Ng,2011-03-04,M,\n",
     {"local_id\n1\n2\n", "nhs_number\n9434765919\n"},
     0,
     2,
     1},
};

// The admission of one export, with its lists in files.
struct Export {
  Export(const MadeUpHolder& holder, const Case& of, const std::string& header = kHeader)
      : files{holder.folder.put("in.csv", header + of.rows), {}} {
    for (const std::string& text : of.lists) {
      lists.push_back(holder.folder.put("list" + std::to_string(lists.size()) + ".csv", text));
    }
  }
  SourceFiles files;
  std::vector<std::string> lists;
  std::optional<std::string> own_profile;  // a file
  std::string id = "local_id";             // a column that the profile takes local_id from
  Profile profile() const { return find_profile(own_profile.value_or("person")).value(); }
};

Result<Quality> check_export(const Export& from) {
  const Profile profile = from.profile();
  RecordReader reader = RecordReader::open(one_standardiser(), profile, from.files, 1).value();
  CheckRequest request;
  request.files = from.files;
  request.exclusions = from.lists;
  return check(reader, request);
}

Result<EncodeSummary> encode_export(const MadeUpHolder& holder, const Export& from) {
  EncodeRequest request{holder.agreement, DatasetIndex{0}, holder.reference_key, holder.secret,
                        from.files};
  request.own_profile = from.own_profile;
  request.exclusions = from.lists;
  request.scratch_folder = holder.folder.path();
  return encode(request);
}

Result<AttachSummary> attach_export(const MadeUpHolder& holder, const Export& from) {
  const Profile profile = from.profile();
  AttachRequest request{holder.agreement,     DatasetIndex{0}, profile,
                        holder.reference_key, from.files.path, [](ByteView) { return Status{}; }};
  request.id = from.id;
  request.exclusions = from.lists;
  request.scratch_folder = holder.folder.path();
  return attach(request);
}

void check_ledger(const Ledger& ledger, const Case& expected) {
  std::uint64_t rejected = 0;
  for (const RowTally& tally : ledger.rejected) rejected += tally.rows;
  CHECK(rejected == expected.rejected);
  CHECK(ledger.excluded.rows == expected.excluded);
  CHECK(ledger.usable().rows == expected.usable);
}

std::vector<std::uint64_t> found_in(const std::vector<Exclusions::List>& lists) {
  std::vector<std::uint64_t> found;
  for (const Exclusions::List& list : lists) found.push_back(list.found);
  return found;
}

void check_all_count(const MadeUpHolder& holder, const Export& from, const Case& expected) {
  const auto quality = check_export(from);
  const auto encoded = encode_export(holder, from);
  const auto attached = attach_export(holder, from);
  REQUIRE_MESSAGE(quality, (quality ? "" : quality.error().message));
  REQUIRE_MESSAGE(encoded, (encoded ? "" : encoded.error().message));
  REQUIRE_MESSAGE(attached, (attached ? "" : attached.error().message));
  check_ledger(quality.value().ledger, expected);
  check_ledger(encoded.value().ledger, expected);
  check_ledger(attached.value().ledger, expected);
  CHECK(quality.value().ledger.rejected == encoded.value().ledger.rejected);
  CHECK(quality.value().ledger.rejected == attached.value().ledger.rejected);
  CHECK(found_in(quality.value().lists) == found_in(encoded.value().lists));
  CHECK(found_in(quality.value().lists) == found_in(attached.value().lists));
  CHECK(encoded.value().records_written == attached.value().records);
}

TEST_CASE("check and encode and attach count the same rows of one export") {
  const MadeUpHolder holder(kFields, 4);
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    check_all_count(holder, Export(holder, c), c);
  }
}

TEST_CASE("check and encode and attach take one local id from the columns of a profile") {
  const MadeUpHolder holder(kFields, 4,
                            [](AgreementTerms& terms) { terms.datasets[0].profile = "own"; });
  const Case listed = {"by the second column",
                       "a,UN1,Ann,Lee,2010-03-04,F,\nb,un1,Bob,Ng,2011-03-04,M,\n"
                       "c,,Zoe,Ng,2012-03-04,F,\nd,P4,Eve,Ng,2013-03-04,F,\n"
                       ",UN1,Ida,Ng,2014-03-04,F,\n",
                       {"local_id\na\nP4\n"},
                       1,
                       2,
                       2};
  Export from(holder, listed, "row,upn,forename,surname,date_of_birth,sex,nhs_number\n");
  from.own_profile = holder.folder.put(
      "own.profile",
      "title: T\nlocal_id: upn, row; UN1 is not known\nforename: forename\nsurname: surname\n"
      "date_of_birth: date_of_birth; year month day\nsex: sex\nnhs_number: nhs_number\n");
  for (const char* id : {"upn", " ROW"}) {
    CAPTURE(id);
    from.id = id;
    check_all_count(holder, from, listed);
  }
}

TEST_CASE("check and encode count the cells of the same rows") {
  const MadeUpHolder holder(kFields, 4);
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    const Export from(holder, c);
    const Quality quality = check_export(from).value();
    const EncodeSummary encoded = encode_export(holder, from).value();
    for (const Field field : kFields) {
      CAPTURE(name_of(field));
      CHECK(quality.fields[field].cells == encoded.cells[field]);
    }
  }
}

TEST_CASE("a list and a row of unknown columns that it names stop check and encode and attach") {
  const MadeUpHolder holder(kFields, 4);
  const Export from(
      holder,
      {"", "1,Ann,Lee,2010-03-04,F,\n2,Bob,9434765919\n", {"nhs_number\n9434765919\n"}, 0, 0, 0});
  const auto quality = check_export(from);
  const auto encoded = encode_export(holder, from);
  const auto attached = attach_export(holder, from);
  REQUIRE_FALSE(quality);
  REQUIRE_FALSE(encoded);
  REQUIRE_FALSE(attached);
  CHECK(quality.error().message == encoded.error().message);
  CHECK(quality.error().message == attached.error().message);
}

}  // namespace
}  // namespace tally::encoder::admission_test
