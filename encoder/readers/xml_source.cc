// Reads XML [XML1.0] with expat, one record at a time: the parser stops at the end of each record.
// Everything that could grow with the file is bounded. Document types, and so entities, are
// refused.
#include <expat.h>
#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "common/file_reader.h"
#include "encoder/readers/export.h"
#include "encoder/readers/text_encoding.h"
#include "encoder/readers/xml_record.h"

namespace tally::encoder {
namespace {

constexpr std::size_t kBlock = std::size_t{64} * 1024;
constexpr std::uint64_t kMaxRecord = std::uint64_t{1024} * 1024;
// The limit for one piece of markup, such as a tag with its attributes or a comment, since expat
// keeps it whole.
constexpr std::uint64_t kMaxMarkup = std::uint64_t{1024} * 1024;
// The limit for names of elements and attributes, since expat keeps all of them.
constexpr std::size_t kMaxNames = 10'000;

// A name for a message: short, and without control characters for a terminal.
std::string quoted(std::string_view name) {
  std::string shown(name.substr(0, 40));
  for (char& c : shown) {
    if (c < ' ' || c > '~') c = '?';
  }
  return '"' + shown + (name.size() > 40 ? "...\"" : "\"");
}

bool equal_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

struct ParserFree {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class XmlExport final : public Export {
 public:
  XmlExport(FileReader file, const Layout& layout, const std::vector<SourceColumn>& wanted)
      : file_(std::move(file)), path_(layout.record), record_(layout, wanted) {
    for (const SourceColumn& column : wanted) {
      has_.push_back(column.table == 0 || !layout.tables[column.table - 1].element.empty());
    }
    parser_.reset(XML_ParserCreate(nullptr));
    XML_Parser parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    XML_SetUnknownEncodingHandler(parser, on_encoding, this);
    XML_SetDefaultHandler(parser, on_other);
  }

  bool has(std::size_t wanted) const override { return has_[wanted]; }
  const std::vector<std::string>& header() const override { return no_header_; }
  std::size_t rows(std::size_t table) const override { return record_.rows(table); }
  std::string_view cell(std::size_t wanted, std::size_t row) const override {
    return record_.cell(wanted, row);
  }
  std::span<const std::string_view> unread_cells() const override { return {}; }
  std::uint64_t line() const override { return record_.line(); }
  std::vector<std::string> remarks() const override {
    if (record_.stray() == 0) return {};
    return {place(record_.stray_line()) + "text between elements was ignored " +
            std::to_string(record_.stray()) + (record_.stray() == 1 ? " time" : " times") +
            "; this line has the first"};
  }
  std::uint64_t bytes_read() const override { return read_; }
  std::uint64_t bytes_total() const override { return file_.size(); }

  // After a failure, returns the same failure again.
  Result<bool> next() override {
    while (!failure_ && !ended_) {
      const XML_Status status = is_halted_ ? resume() : TRY(parse_block());
      is_halted_ = status == XML_STATUS_SUSPENDED;
      if (status == XML_STATUS_ERROR && !failure_) fail_not_well_formed();
      if (is_halted_) return true;
      if (status == XML_STATUS_OK && is_last_block_) end_file();
    }
    if (failure_) return *failure_;
    return false;
  }

 private:
  static XmlExport& self(void* user_data) { return *static_cast<XmlExport*>(user_data); }
  static void on_start(void* user_data, const char* name, const char** attributes) noexcept {
    self(user_data).start(name, attributes);
  }
  static void on_end(void* user_data, const char*) noexcept { self(user_data).end(); }
  static void on_text(void* user_data, const char* text, int size) noexcept {
    self(user_data).text({text, static_cast<std::size_t>(size)});
  }
  static void on_doctype(void* user_data, const char*, const char*, const char*, int) noexcept {
    self(user_data).fail("declares a document type or entities, which returns do not have",
                         "export it again from the system that it came from");
  }
  static int on_encoding(void* user_data, const char* name, XML_Encoding* encoding) noexcept {
    return self(user_data).choose_encoding(name, *encoding);
  }
  static void on_other(void* user_data, const char*, int) noexcept { self(user_data).silent_ = 0; }

  Result<XML_Status> parse_block() {
    void* block = XML_GetBuffer(parser_.get(), kBlock);
    if (block == nullptr) return io_error(file_.path() + ": out of memory");
    const std::size_t got = TRY(file_.read({static_cast<std::uint8_t*>(block), kBlock}));
    const std::string_view text(static_cast<const char*>(block), got);
    if (read_ == 0 && (begins_as_utf16(text) || text.substr(0, 4).find('\0') != text.npos)) {
      fail("text in UTF-16", "save the file as XML in UTF-8");
      return XML_STATUS_ERROR;
    }
    read_ += got;
    silent_ += got;
    is_last_block_ = got < kBlock;
    const XML_Status status =
        XML_ParseBuffer(parser_.get(), static_cast<int>(got), is_last_block_ ? 1 : 0);
    if (status == XML_STATUS_OK && silent_ > kMaxMarkup) {
      fail("a tag or a comment over " + std::to_string(kMaxMarkup) + " bytes");
    }
    return status;
  }

  XML_Status resume() { return XML_ResumeParser(parser_.get()); }

  void start(std::string_view name, const char** attributes) {
    if (!count_event() || !know(name)) return;
    for (; *attributes != nullptr; attributes += 2) {
      if (!know(*attributes)) return;
    }
    const bool was_inside = record_.is_inside();
    if (!record_.start(name, current_line())) {
      if (record_.depth() > 0) return fail("elements are nested too deeply");
      return fail("expected " + path_ + ", but the outermost element is " + quoted(name),
                  "is this the right return for this profile?");
    }
    if (!was_inside && record_.is_inside()) record_begin_ = current_byte();
  }

  void end() {
    if (!count_event() || !record_.end()) return;
    ++records_;
    XML_StopParser(parser_.get(), XML_TRUE);
  }

  void text(std::string_view piece) {
    if (count_event()) record_.text(piece, record_.stray() == 0 ? current_line() : 0);
  }

  // Notes the progress of the parser; false if it has failed or fails now.
  bool count_event() {
    silent_ = 0;
    if (failure_) return false;
    if (!record_.is_inside() || current_byte() - record_begin_ <= kMaxRecord) return true;
    fail("a record over " + std::to_string(kMaxRecord) + " bytes");
    return false;
  }

  // Counts a name that is new.
  bool know(std::string_view name) {
    names_.insert(XXH3_64bits(name.data(), name.size()));
    if (names_.size() <= kMaxNames) return true;
    fail("more than " + std::to_string(kMaxNames) + " names of elements and attributes");
    return false;
  }

  // Supplies an encoding that expat does not know; it knows UTF-8, US-ASCII and ISO-8859-1.
  int choose_encoding(std::string_view name, XML_Encoding& encoding) {
    if (!equal_letters(name, "windows-1252")) {
      fail("declares an unsupported encoding", "use UTF-8, US-ASCII, ISO-8859-1 or Windows-1252");
      return XML_STATUS_ERROR;
    }
    for (std::size_t i = 0; i < std::size(encoding.map); ++i) {
      encoding.map[i] = windows_1252(static_cast<unsigned char>(i));
    }
    encoding.data = nullptr;
    encoding.convert = nullptr;
    encoding.release = nullptr;
    return XML_STATUS_OK;
  }

  void end_file() {
    ended_ = true;
    if (records_ == 0) fail("no element " + path_ + " in the file");
  }

  void fail_not_well_formed() {
    const XML_Error error = XML_GetErrorCode(parser_.get());
    std::string hint;
    if (is_last_block_) hint = "the file may have been cut short";
    if (names_.empty()) hint = "if it is a CSV, use a profile for CSV: see tally-encoder profiles";
    if (error == XML_ERROR_INVALID_TOKEN) {
      hint =
          "either the text is not in the encoding that the first line declares (UTF-8 if it "
          "declares none), or a < or & in the text is not written as &lt; or &amp;";
    }
    fail("not well-formed XML: " + std::string(XML_ErrorString(error)), std::move(hint));
  }

  void fail(const std::string& what, std::string hint = {}) {
    if (failure_) return;
    failure_ = malformed(place(current_line()) + what, std::move(hint));
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  std::string place(std::uint64_t line) const {
    return file_.path() + ":" + std::to_string(line) + ": ";
  }
  std::uint64_t current_line() const { return XML_GetCurrentLineNumber(parser_.get()); }
  std::uint64_t current_byte() const {
    return static_cast<std::uint64_t>(XML_GetCurrentByteIndex(parser_.get()));
  }

  FileReader file_;
  std::string path_;  // of the record's element
  XmlRecord record_;
  std::vector<bool> has_;
  std::vector<std::string> no_header_;
  std::unique_ptr<XML_ParserStruct, ParserFree> parser_;
  std::uint64_t read_ = 0;
  std::uint64_t silent_ = 0;  // bytes since the parser last reported something
  std::uint64_t record_begin_ = 0;
  std::uint64_t records_ = 0;
  std::unordered_set<std::uint64_t> names_;  // hashes of the names so far
  bool is_last_block_ = false, is_halted_ = false, ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<Export>> open_xml_export(const Layout& layout, const std::string& path,
                                                const std::vector<SourceColumn>& wanted) {
  FileReader file = TRY(FileReader::open(path));
  return std::unique_ptr<Export>(std::make_unique<XmlExport>(std::move(file), layout, wanted));
}

}  // namespace tally::encoder
