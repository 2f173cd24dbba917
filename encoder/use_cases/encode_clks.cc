#include "encoder/use_cases/encode_clks.h"

#include "common/file_reader.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kMaxSecretFile = 1 << 20;

// Wiped on destruction.
class ClkSecret {
 public:
  // The file's bytes without one final line ending, which editors add.
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

}  // namespace

Result<EncodeClksOutcome> encode_clks(const EncodeClksRequest& request) {
  clkhash::Schema schema = TRY(clkhash::load_schema(request.schema));
  const ClkSecret secret = TRY(ClkSecret::load(request.secret));
  const FileReader input = TRY(FileReader::open(request.input));
  request.progress.begin("encoding", input.size());
  const std::uint64_t rows = TRY(clkhash::encode_clks(
      {std::move(schema), secret.bytes(), request.input, request.out, request.header,
       request.validation, request.overwrite, &request.progress}));
  request.progress.end();
  return EncodeClksOutcome{rows};
}

}  // namespace tally::encoder
