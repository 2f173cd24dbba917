#include "encoder/clkhash/rows.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "common/utf8.h"

namespace tally::encoder::clkhash {
namespace {

constexpr std::size_t kChunk = 256 * 1024;

// Characters that end an unquoted cell.
constexpr auto kEndsCell = [] {
  std::array<bool, 256> ends{};
  ends[','] = ends['\n'] = ends['\r'] = true;
  return ends;
}();

}  // namespace

Result<RowReader> RowReader::open(const std::string& path) {
  FileReader file = TRY(FileReader::open(path));
  RowReader reader(path);
  reader.file_ = std::move(file);
  return reader;
}

RowReader RowReader::over(std::string text, std::string name) {
  RowReader reader(std::move(name));
  reader.filled_ = text.size();
  reader.buffer_ = std::move(text);
  reader.ended_ = true;
  return reader;
}

Error RowReader::wrong(const std::string& what) const {
  return malformed(name_ + ":" + std::to_string(row_line_) + ": " + what);
}

Result<bool> RowReader::next() {
  begin_ = cell_ = write_ = read_;
  cells_.clear();
  place_ = Place::cell_start;
  in_row_ = false;
  row_line_ = line_;
  while (!parse()) {
    if (!ended_) {
      TRY(refill());
      continue;
    }
    if (!in_row_) return false;
    end_cell();
    break;
  }
  TRY(finish_row());
  return true;
}

// Continues parsing to the end of the row; false if the buffer ends first.
bool RowReader::parse() {
  if (after_cr_ && read_ < filled_) {
    after_cr_ = false;
    if (buffer_[read_] == '\n') begin_ = cell_ = write_ = ++read_;
  }
  while (read_ < filled_) {
    const char c = buffer_[read_];
    if (place_ == Place::quoted) {
      take_quoted();
    } else if (c == '\n' || c == '\r') {
      return end_row(c);
    } else if (c == ',') {
      in_row_ = true;
      end_cell();
      cell_ = write_ = ++read_;
      place_ = Place::cell_start;
    } else if (c == '"' && place_ == Place::cell_start) {
      in_row_ = true;
      ++read_;
      place_ = Place::quoted;
    } else if (c == '"' && place_ == Place::behind_quote) {
      buffer_[write_++] = c;
      ++read_;
      place_ = Place::quoted;
    } else {
      take_plain();
    }
  }
  return false;
}

// Takes the cell's text up to a character that may end it.
void RowReader::take_plain() {
  in_row_ = true;
  place_ = Place::plain;
  char* const from = buffer_.data() + read_;
  const char* const limit = buffer_.data() + filled_;
  const char* end = from;
  while (end < limit && !kEndsCell[static_cast<std::uint8_t>(*end)]) ++end;
  const auto size = static_cast<std::size_t>(end - from);
  if (write_ != read_) std::memmove(buffer_.data() + write_, from, size);
  write_ += size;
  read_ += size;
}

// Takes the cell's text up to the next quotation mark, which closes the cell or is doubled.
void RowReader::take_quoted() {
  const char* from = buffer_.data() + read_;
  const void* mark = std::memchr(from, '"', filled_ - read_);
  const std::size_t size =
      mark ? static_cast<std::size_t>(static_cast<const char*>(mark) - from) : filled_ - read_;
  for (std::size_t i = 0; i < size; ++i) {
    const bool second_of_crlf = from[i] == '\n' && last_quoted_ == '\r';
    if ((from[i] == '\n' && !second_of_crlf) || from[i] == '\r') ++line_;
    last_quoted_ = from[i];
  }
  std::memmove(buffer_.data() + write_, from, size);
  write_ += size;
  read_ += size;
  if (!mark) return;
  ++read_;
  last_quoted_ = '"';
  place_ = Place::behind_quote;
}

void RowReader::end_cell() {
  if (cells_.size() <= kMaxColumns) cells_.push_back({cell_, write_});
}

bool RowReader::end_row(char end) {
  if (in_row_) end_cell();
  ++read_;
  ++line_;
  after_cr_ = end == '\r';
  return true;
}

// Moves the part of the row in the buffer to the front, and reads more after it.
Status RowReader::refill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, filled_ - begin_);
  for (Cell& cell : cells_) cell = {cell.begin - begin_, cell.end - begin_};
  for (std::size_t* offset : {&read_, &write_, &cell_, &filled_}) *offset -= begin_;
  begin_ = 0;
  if (filled_ > kMaxRow) return wrong("a row over " + std::to_string(kMaxRow) + " bytes");
  if (buffer_.size() - filled_ < kChunk) buffer_.resize(std::max(2 * filled_, filled_ + kChunk));
  const std::size_t got = TRY(file_->read(
      {reinterpret_cast<std::uint8_t*>(buffer_.data()) + filled_, buffer_.size() - filled_}));
  ended_ = got < buffer_.size() - filled_;
  filled_ += got;
  bytes_read_ += got;
  return {};
}

Status RowReader::finish_row() {
  if (cells_.size() > kMaxColumns) {
    return wrong("more than " + std::to_string(kMaxColumns) + " cells");
  }
  row_.clear();
  for (const Cell& cell : cells_) {
    row_.push_back(std::string_view(buffer_).substr(cell.begin, cell.end - cell.begin));
  }
  const std::string_view all = std::string_view(buffer_).substr(begin_, read_ - begin_);
  if (all.size() > kMaxRow) return wrong("a row over " + std::to_string(kMaxRow) + " bytes");
  if (all.size() > kMaxCell) {
    const auto too_long = [](std::string_view cell) { return count_characters(cell) > kMaxCell; };
    if (std::any_of(row_.begin(), row_.end(), too_long)) {
      return wrong("a cell over " + std::to_string(kMaxCell) + " characters");
    }
  }
  if (is_ascii(all) || std::all_of(row_.begin(), row_.end(), is_utf8)) return {};
  return wrong("not UTF-8");
}

}  // namespace tally::encoder::clkhash
