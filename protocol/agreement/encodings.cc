#include "protocol/agreement/encodings.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>
#include <string_view>
#include <utility>

#include "common/file_reader.h"
#include "protocol/base/limits.h"
#include "protocol/base/prefixed.h"

// The header, in bytes:
//
//     0  magic "TALLYENC"              32  agreement fingerprint (32)
//     8  format version, 1             64  encoding fingerprint (32)
//    12  header size                   96  project (16)
//    16  row size                     112  key check (16)
//    20  columns                      128  standardiser version
//    24  conformance rows             132  LP(Unicode version) LP(data set)
//    28  rows                              then for each column LP(name), kind (1), bits,
//                                       and of bands how many;
//                                       with bands, the number of other data sets, and
//                                       128 counts for each
//
// Numbers are u32, except the kind. LP(x) is the length of x as u32, then x.
namespace tally {
namespace {

constexpr std::string_view kMagic = "TALLYENC";
constexpr std::uint32_t kFormatVersion = 1;
constexpr std::size_t kFixedSize = 132;
constexpr std::uint32_t kMaxConformanceRows = 256;
constexpr std::uint32_t kMaxNearest = 64;
constexpr std::size_t kMaxHeaderSize = kFixedSize + (4 + kMaxVersion) + (4 + kMaxName) +
                                       kMaxColumns * (4 + kMaxName + 1 + 4 + 4) + 4 +
                                       kMaxNearest * kNearestSteps * 4;
constexpr std::size_t kReadAhead = std::size_t{1} << 18;

// The kinds of columns. Part of the file format: do not renumber.
constexpr std::uint8_t kFilterKind = 1;
constexpr std::uint8_t kTokenKind = 2;
constexpr std::uint8_t kBandsKind = 3;

constexpr std::uint8_t kind_code(Column::Kind kind) {
  if (kind == Column::Kind::filter) return kFilterKind;
  return kind == Column::Kind::token ? kTokenKind : kBandsKind;
}

std::size_t cell_size(Column::Kind kind, std::uint32_t bits, std::uint32_t bands) {
  if (kind == Column::Kind::token) return Token::kSize;
  return bits / 8 * (kind == Column::Kind::bands ? std::size_t{bands} : 1);
}

void append_slot(RowLayout& layout, std::string name, Column::Kind kind, std::uint32_t bits,
                 std::uint32_t bands) {
  const std::size_t size = cell_size(kind, bits, bands);
  layout.slots.push_back({std::move(name), kind, bits, bands, layout.row_size, size});
  layout.row_size += size;
}

template <std::size_t N, class Tag>
void append_opaque(Bytes& out, const Opaque<N, Tag>& id) {
  out.insert(out.end(), id.bytes.begin(), id.bytes.end());
}

// Takes the parts off a header, never beyond its end.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) : bytes_(bytes) {}
  bool at_end() const { return bytes_.empty(); }

  Result<ByteView> take(std::size_t size) {
    if (size > bytes_.size()) return malformed("the header is cut short");
    const ByteView taken = bytes_.first(size);
    bytes_ = bytes_.subspan(size);
    return taken;
  }
  Result<std::uint32_t> take_u32() {
    const ByteView bytes = TRY(take(4));
    return load_u32(bytes);
  }
  Result<std::string> take_prefixed() {
    const std::uint32_t size = TRY(take_u32());
    const ByteView bytes = TRY(take(size));
    return std::string(bytes.begin(), bytes.end());
  }
  template <std::size_t N, class Tag>
  Status take_opaque(Opaque<N, Tag>& id) {
    const ByteView bytes = TRY(take(N));
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return {};
  }

 private:
  ByteView bytes_;
};

// The numbers of the fixed part that describe the file itself.
struct Sizes {
  std::uint32_t row_size;
  std::uint32_t columns;
};

Result<Sizes> take_sizes(Cursor& cursor, EncodingsHeader& header) {
  Sizes sizes{};
  sizes.row_size = TRY(cursor.take_u32());
  sizes.columns = TRY(cursor.take_u32());
  header.conformance_rows = TRY(cursor.take_u32());
  header.rows = TRY(cursor.take_u32());
  if (sizes.columns == 0 || sizes.columns > kMaxColumns)
    return malformed("the number of columns must be 1 to 64");
  if (header.conformance_rows > kMaxConformanceRows) return malformed("too many conformance rows");
  return sizes;
}

Status take_column(Cursor& cursor, RowLayout& layout) {
  std::string name = TRY(cursor.take_prefixed());
  const ByteView kind = TRY(cursor.take(1));
  const std::uint32_t bits = TRY(cursor.take_u32());
  if (!is_name(name)) return malformed("a column: not a valid name");
  if (kind[0] == kFilterKind) {
    if (bits == 0 || bits % 64 != 0 || bits > kMaxFilterBits) {
      return malformed("column \"" + name + "\": bits must be a multiple of 64 up to 32768");
    }
    append_slot(layout, std::move(name), Column::Kind::filter, bits, 0);
  } else if (kind[0] == kTokenKind && bits == 0) {
    append_slot(layout, std::move(name), Column::Kind::token, 0, 0);
  } else if (kind[0] == kBandsKind) {
    const std::uint32_t bands = TRY(cursor.take_u32());
    if (bits < kMinBandBits || bits > kMaxBandBits || bits % 8 != 0 || bands < kMinBands ||
        bands > kMaxBands) {
      return malformed("column \"" + name + "\": bands out of bounds");
    }
    append_slot(layout, std::move(name), Column::Kind::bands, bits, bands);
  } else {
    return malformed("column \"" + name +
                     "\": its kind must be filter, token or bands, and a token has no bits");
  }
  return {};
}

Status take_columns(Cursor& cursor, const Sizes& sizes, RowLayout& layout) {
  std::set<std::string_view> names;
  layout.slots.reserve(sizes.columns);  // names point into it
  for (std::uint32_t i = 0; i < sizes.columns; ++i) {
    TRY(take_column(cursor, layout));
    if (!names.insert(layout.slots.back().name).second) return malformed("a column is given twice");
  }
  if (layout.row_size != sizes.row_size || layout.row_size > kMaxRowSize) {
    return malformed("the row size does not match the columns");
  }
  return {};
}

Status take_nearest(Cursor& cursor, std::vector<Nearest>& nearest) {
  const std::uint32_t others = TRY(cursor.take_u32());
  if (others > kMaxNearest) return malformed("the number of other data sets is out of bounds");
  for (std::uint32_t i = 0; i < others; ++i) {
    for (std::uint32_t& count : nearest.emplace_back()) count = TRY(cursor.take_u32());
  }
  return {};
}

// The rest of the header, after magic, version and size.
Result<EncodingsHeader> parse_header(ByteView bytes) {
  Cursor cursor(bytes);
  EncodingsHeader header;
  const Sizes sizes = TRY(take_sizes(cursor, header));
  TRY(cursor.take_opaque(header.agreement));
  TRY(cursor.take_opaque(header.encoding));
  TRY(cursor.take_opaque(header.project));
  TRY(cursor.take_opaque(header.key_check));
  header.standardiser = TRY(cursor.take_u32());
  header.unicode = TRY(cursor.take_prefixed());
  header.dataset = TRY(cursor.take_prefixed());
  if (!is_unicode_version(header.unicode)) return malformed("not a Unicode version");
  if (!is_name(header.dataset)) return malformed("data set: not a valid name");
  TRY(take_columns(cursor, sizes, header.layout));
  if (header.layout.has_bands()) TRY(take_nearest(cursor, header.nearest));
  if (!cursor.at_end()) return malformed("the header is longer than its parts");
  return header;
}

// The size of the header, from the first 16 bytes of a file.
Result<std::size_t> parse_preamble(ByteView bytes) {
  const ByteView magic = as_bytes(kMagic);
  if (!std::equal(magic.begin(), magic.end(), bytes.begin())) {
    return malformed("not the body of a submission");
  }
  if (load_u32(bytes.subspan(8)) != kFormatVersion) {
    return malformed("this software does not read this version of the format",
                     "it reads version 1");
  }
  const std::size_t size = load_u32(bytes.subspan(12));
  if (size < kFixedSize || size > kMaxHeaderSize)
    return malformed("the header size is out of bounds");
  return size;
}

// The same result, with the path in front of its error.
template <class T>
Result<T> at_path(const std::string& path, Result<T> result) {
  if (result) return result;
  return Error{result.error().code, path + ": " + result.error().message, result.error().hint};
}

Result<EncodingsHeader> read_header(ByteSource& file) {
  std::array<std::uint8_t, 16> preamble;
  TRY(file.read_exactly(preamble));
  const std::size_t size = TRY(at_path(file.path(), parse_preamble(preamble)));
  Bytes rest(size - preamble.size());
  TRY(file.read_exactly(rest));
  EncodingsHeader header = TRY(at_path(file.path(), parse_header(rest)));
  // Below 2^49: at most 2^32 rows of 2^16 bytes, and a short header.
  const std::uint64_t length =
      size + (header.conformance_rows + header.rows) * header.layout.row_size;
  if (file.size() < length) return malformed(file.path() + ": cut short");
  if (file.size() > length) return malformed(file.path() + ": longer than its header says");
  return header;
}

// The reference of conformance row i: i as a big-endian number of 16 bytes.
Reference conformance_reference(std::uint64_t i) {
  Reference reference;
  for (std::size_t place = Reference::kSize; i > 0; i >>= 8) {
    reference.bytes[--place] = static_cast<std::uint8_t>(i);
  }
  return reference;
}

}  // namespace

bool RowLayout::has_bands() const {
  return std::ranges::any_of(slots,
                             [](const Slot& slot) { return slot.kind == Column::Kind::bands; });
}

RowLayout RowLayout::of(const Encoding& encoding, const Dataset& dataset) {
  RowLayout layout;
  for (const std::string& name : dataset.columns) {
    const Column* column = encoding.find(name);
    assert(column != nullptr);
    append_slot(layout, name, column->kind, column->bits, column->bands);
  }
  return layout;
}

Bytes print_header(const EncodingsHeader& header) {
  assert(header.rows <= kMaxRows);
  Bytes out(kMagic.begin(), kMagic.end());
  append_u32(out, kFormatVersion);
  append_u32(out, 0);  // the header's size, below
  append_u32(out, static_cast<std::uint32_t>(header.layout.row_size));
  append_u32(out, static_cast<std::uint32_t>(header.layout.slots.size()));
  append_u32(out, header.conformance_rows);
  append_u32(out, static_cast<std::uint32_t>(header.rows));
  append_opaque(out, header.agreement);
  append_opaque(out, header.encoding);
  append_opaque(out, header.project);
  append_opaque(out, header.key_check);
  append_u32(out, header.standardiser);
  append_prefixed(out, header.unicode);
  append_prefixed(out, header.dataset);
  for (const RowLayout::Slot& slot : header.layout.slots) {
    append_prefixed(out, slot.name);
    out.push_back(kind_code(slot.kind));
    append_u32(out, slot.bits);
    if (slot.kind == Column::Kind::bands) append_u32(out, slot.bands);
  }
  if (header.layout.has_bands()) append_u32(out, static_cast<std::uint32_t>(header.nearest.size()));
  for (const Nearest& counts : header.nearest) {
    for (const std::uint32_t count : counts) append_u32(out, count);
  }
  Bytes size;
  append_u32(size, static_cast<std::uint32_t>(out.size()));
  std::copy(size.begin(), size.end(), out.begin() + 12);
  return out;
}

Result<EncodingsReader> EncodingsReader::open(const std::string& path) {
  FileReader file = TRY(FileReader::open(path));
  return over(std::make_unique<FileReader>(std::move(file)));
}

Result<EncodingsReader> EncodingsReader::over(std::unique_ptr<ByteSource> source) {
  EncodingsHeader header = TRY(read_header(*source));
  return EncodingsReader(std::move(source), std::move(header));
}

Status EncodingsReader::fill() {
  const std::size_t row_size = header_.layout.row_size;
  const std::uint64_t left = header_.conformance_rows + header_.rows - read_;
  const std::uint64_t rows =
      std::min<std::uint64_t>(left, std::max(std::size_t{1}, kReadAhead / row_size));
  buffer_.resize(static_cast<std::size_t>(rows) * row_size);
  TRY(source_->read_exactly(buffer_));
  buffered_ = buffer_.size();
  return {};
}

Status EncodingsReader::next(std::span<std::uint8_t> row) {
  assert(!done() && row.size() == header_.layout.row_size);
  if (buffered_ == 0) TRY(fill());
  const auto first = buffer_.end() - static_cast<std::ptrdiff_t>(buffered_);
  std::copy_n(first, row.size(), row.begin());
  buffered_ -= row.size();

  Reference reference;
  std::copy_n(row.begin(), Reference::kSize, reference.bytes.begin());
  if (read_ < header_.conformance_rows) {
    if (reference != conformance_reference(read_)) {
      return malformed(path() + ": conformance rows out of order");
    }
  } else {
    if (reference < last_) return malformed(path() + ": rows out of order");
    last_ = reference;
  }
  ++read_;
  return {};
}

}  // namespace tally
