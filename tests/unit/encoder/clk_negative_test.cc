#include "common/paths.h"
#include "encoder/clkhash/clk.h"
#include "encoder/clkhash/clk_row_encoder.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/encoder/clk_vectors.h"

namespace tally::clk_negative_test {
namespace {

using namespace encoder::clkhash;
using namespace clk_vectors;

Result<Schema> schema_of(const Json& entry, const TemporaryFolder& folder) {
  if (entry.find("schema_text")) {
    return load_schema(folder.put("schema.json", text(entry, "schema_text")));
  }
  return parse_schema(*entry.find("schema"));
}

// The result of the entry's rows or CSV.
Status encode(const Json& entry, Schema schema, const TemporaryFolder& folder) {
  const Validation validation = truth(entry, "validate", true) ? Validation::yes : Validation::no;
  const Bytes secret = secret_of(entry);
  if (entry.find("csv")) {
    std::string csv = text(entry, "csv");
    if (entry.find("csv_note")) csv = "a,b\n" + std::string(131073, 'x') + ",y\n";
    const auto rows = encode_clks({std::move(schema), secret, folder.put("in.csv", csv),
                                   folder / "out.json", Header::check, validation});
    CHECK(!file_exists(folder / "out.json"));
    return rows ? Status() : Status(rows.error());
  }
  ClkRowEncoder encoder(std::move(schema), secret, validation);
  for (const Json& row : list(entry, "rows")) {
    std::string clk;
    TRY(encoder.encode(strings(row), clk));
  }
  return {};
}

// No message shows a cell. Short cells may be part of a word.
void check_silent(const Json& entry, const std::string& message) {
  if (!entry.find("rows")) return;
  for (const Json& row : list(entry, "rows")) {
    for (const std::string_view cell : strings(row)) {
      CAPTURE(cell);
      CHECK((cell.size() < 3 || message.find(cell) == message.npos));
    }
  }
}

}  // namespace

TEST_CASE("every schema row and file that clkhash refuses is refused") {
  const TemporaryFolder folder;
  std::size_t refused_entries = 0;
  for (const Json& entry : load_list("negative/negative.json")) {
    const std::string name = text(entry, "name");
    CAPTURE(name);
    if (name == "csv_header_arg") continue;  // the command line refuses it
    auto schema = schema_of(entry, folder);
    const Status outcome =
        schema ? encode(entry, std::move(schema).value(), folder) : Status(schema.error());
    REQUIRE_FALSE(outcome);
    CAPTURE(outcome.error().message);
    CHECK(outcome.error().code == Errc::malformed);
    CHECK(!outcome.error().message.empty());
    check_silent(entry, outcome.error().message);
    // Faults of a schema are found before any row is read, except those that clkhash finds later.
    if (text(entry, "stage") == "load") CHECK_FALSE(schema);
    ++refused_entries;
  }
  CHECK(refused_entries == 268);
}

TEST_CASE("an error says where it is") {
  const auto message_of = [](const char* name) {
    const TemporaryFolder folder;
    for (const Json& entry : load_list("negative/negative.json")) {
      if (text(entry, "name") != name) continue;
      auto schema = schema_of(entry, folder);
      if (!schema) return schema.error().message;
      std::string message = encode(entry, std::move(schema).value(), folder).error().message;
      const std::size_t path = message.find(folder.path());
      return path == message.npos ? message : message.erase(path, folder.path().size() + 1);
    }
    return std::string("no such entry");
  };
  CHECK(message_of("v3_missing_clkConfig_l") == "clkConfig: lacks \"l\"");
  CHECK(message_of("v3_kdf_{\"hash\": \"SHA1\"}") ==
        "clkConfig.kdf.hash: not one of SHA256, SHA512");
  CHECK(message_of("v3_strategy_{\"bitsPerToken\": 0}") ==
        "features[0].hashing.strategy.bitsPerToken: less than 1");
  CHECK(message_of("v2_k_0") ==
        "as version 3: features[0].hashing.strategy.bitsPerToken: less than 1");
  CHECK(message_of("invalid_upper") == "column \"the col\": not in upper case");
  CHECK(message_of("csv_blank_line") == "in.csv:3: 0 cells where the schema has 2 features");
  CHECK(message_of("csv_bom") == "in.csv:1: column 1 is not called \"a\"");
}

}  // namespace tally::clk_negative_test
