// clkhash linkage schemas (JSON, versions 1, 2 and 3) as one model. docs/formats/clkhash.md says
// which parts are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/bytes.h"
#include "common/json.h"
#include "common/result.h"
#include "encoder/clkhash/big_integer.h"
#include "encoder/clkhash/date_format.h"
#include "encoder/clkhash/numeric.h"
#include "encoder/clkhash/pattern.h"

namespace tally::encoder::clkhash {

enum class TextEncoding : std::uint8_t { ascii, utf8, utf16, utf32 };
enum class LetterCase : std::uint8_t { mixed, upper, lower };

// The cells that a column allows, and how they are rewritten.
struct StringFormat {
  LetterCase letter_case = LetterCase::mixed;
  std::uint64_t min_length = 0;  // characters
  std::uint64_t max_length = UINT64_MAX;
  std::optional<Pattern> pattern = {};
};
struct IntegerFormat {
  std::optional<BigInteger> minimum, maximum;
};
struct EnumFormat {
  std::vector<std::string> values;  // sorted
};
using Format = std::variant<StringFormat, IntegerFormat, DateFormat, EnumFormat>;

// A cell that equals the sentinel is replaced, and neither validated nor rewritten.
struct MissingValue {
  std::string sentinel;
  std::string replacement;
};

// How a value becomes tokens.
struct Ngrams {
  std::uint32_t n = 2;
  bool positional = false;
};
struct Exact {};
using Comparison = std::variant<Ngrams, Exact, Numeric>;

// How often each token is inserted.
struct Strategy {
  enum class Bits : std::uint8_t { per_token, per_feature };
  Bits bits = Bits::per_token;
  std::uint32_t count = 1;
  // The insertions of the token at a place among so many. A feature's bits are shared equally among
  // its tokens; the first tokens get one more while bits remain.
  std::uint32_t insertions(std::size_t place, std::size_t tokens) const {
    if (bits == Bits::per_token) return count;
    return static_cast<std::uint32_t>(count / tokens + (place < count % tokens ? 1 : 0));
  }
};

enum class HashKind : std::uint8_t { blake, double_hash, double_hash_without_singularity };

struct Encoded {
  TextEncoding encoding = TextEncoding::utf8;
  Format format;
  std::optional<MissingValue> missing = {};
  Comparison comparison;
  Strategy strategy;
  HashKind hash = HashKind::blake;
};

// A column. An ignored column is not encoded, but has keys, and a cell in every row.
struct Feature {
  std::string identifier;
  std::optional<Encoded> encoded = {};
};

struct KeyDerivation {
  enum class Hash : std::uint8_t { sha256, sha512 };
  Hash hash = Hash::sha256;
  std::uint32_t key_size = 64;  // bytes
  Bytes salt, info;
};

struct Schema {
  std::uint32_t bits = 1024;  // of a finished filter
  std::uint32_t folds = 0;
  KeyDerivation kdf;
  std::vector<Feature> features;  // at least one

  std::uint32_t unfolded_bits() const { return bits << folds; }
};

inline constexpr std::uint32_t kMaxFilterBits = 1U << 24;  // before folding

// malformed: the place in the schema and the fault there; refused: a part of the format that is not
// read.
Result<Schema> parse_schema(const Json& document);
// The same from a file, which the messages name. io.
Result<Schema> load_schema(const std::string& path);

}  // namespace tally::encoder::clkhash
