#include <string>
#include <vector>

#include "common/file_reader.h"
#include "common/terminal_progress.h"
#include "encoder/clkhash/clk.h"
#include "encoder/commands/commands.h"
#include "protocol/command_line/overwrite.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kMaxSecretFile = 1 << 20;

// Wiped when it goes.
class ClkSecret {
 public:
  // The file's bytes less one line ending at the end, which editors add.
  static Result<ClkSecret> load(const std::string& path) {
    ClkSecret secret;
    secret.bytes_ = TRY(read_secret_file(path, kMaxSecretFile));
    secret.size_ = secret.bytes_.size();
    if (secret.ends_in('\n')) {
      --secret.size_;
      if (secret.ends_in('\r')) --secret.size_;
    }
    return secret;
  }
  ClkSecret(ClkSecret&&) noexcept = default;
  ClkSecret& operator=(ClkSecret&&) = delete;
  ~ClkSecret() { wipe(bytes_); }

  ByteView bytes() const { return ByteView(bytes_).first(size_); }

 private:
  ClkSecret() = default;
  bool ends_in(char c) const {
    return size_ > 0 && bytes_[size_ - 1] == static_cast<std::uint8_t>(c);
  }

  Bytes bytes_;
  std::size_t size_ = 0;
};

Result<clkhash::Header> header_of(const Options& options) {
  const std::string choice = TRY(options.choice("header", {"yes", "ignore", "none"}));
  if (choice == "ignore") return clkhash::Header::ignore;
  return choice == "none" ? clkhash::Header::none : clkhash::Header::check;
}

Result<clkhash::Validation> validation_of(const Options& options) {
  const std::string choice = TRY(options.choice("validate", {"yes", "no"}));
  return choice == "yes" ? clkhash::Validation::yes : clkhash::Validation::no;
}

Status run(const Options& options) {
  const clkhash::Header header = TRY(header_of(options));
  const clkhash::Validation validation = TRY(validation_of(options));
  clkhash::Schema schema = TRY(clkhash::load_schema(options.get("schema")));
  const ClkSecret secret = TRY(ClkSecret::load(options.get("secret-file")));
  const FileReader input = TRY(FileReader::open(options.get("in")));
  TerminalProgress progress("encoding", input.size());
  const std::uint64_t rows = TRY(clkhash::encode_clks(
      {std::move(schema), secret.bytes(), options.get("in"), options.get("out"), header, validation,
       overwrite_of(options), &progress}));
  tell(std::to_string(rows) + (rows == 1 ? " row" : " rows") + " encoded");
  return {};
}

}  // namespace

Command clk_command() {
  return {
      "clk",
      "encodes records by a clkhash linkage schema, for anonlink",
      {
          {"schema", "FILE", Need::required, "the linkage schema, version 1, 2 or 3"},
          {"secret-file", "FILE", Need::required,
           "the secret that the data holders share: its bytes, less one line ending"},
          {"in", "FILE", Need::required, "the records, a CSV with the schema's columns"},
          {"out", "FILE", Need::required, "the filters, as anonlink's JSON", Direction::out},
          {"header", "KIND", Need::optional,
           "whether the first row is a header: yes, with the schema's names (default); ignore, "
           "with "
           "other names; none, it is a record"},
          {"validate", "yes|no", Need::optional, "checks cells against the schema (default yes)"},
          {"force", "", Need::flag, "replaces an output that exists"},
      },
      run};
}

}  // namespace tally::encoder
