#include "common/json.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

#include "common/utf8.h"

namespace tally {
namespace {

using Parser = nlohmann::json;

// "line 3, column 14: what", with columns in characters.
Error malformed_at(std::string_view text, std::size_t offset, const std::string& what) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::string_view line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const std::string column = std::to_string(count_characters(line) + 1);
  return malformed("line " + std::to_string(lines + 1) + ", column " + column + ": " + what);
}

// The place of the bracket that opens one level too many, if any. Text that the parser accepts up
// to there has the same brackets and strings.
std::optional<std::size_t> find_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '[' || c == '{')) {
      if (++depth > kJsonMaxDepth) return i;
    } else if (!in_string && (c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

// If members have the same key, keeps the value of the last in the place of the first.
Json::Object without_repeats(Json::Object members) {
  std::vector<std::size_t> by_key(members.size());
  std::iota(by_key.begin(), by_key.end(), std::size_t{0});
  std::stable_sort(by_key.begin(), by_key.end(), [&](std::size_t a, std::size_t b) {
    return members[a].first < members[b].first;
  });
  std::vector<bool> repeats(members.size(), false);
  bool any = false;
  for (std::size_t first = 0, i = 1; i < by_key.size(); ++i) {
    if (members[by_key[i]].first != members[by_key[first]].first) {
      first = i;
      continue;
    }
    members[by_key[first]].second = std::move(members[by_key[i]].second);
    repeats[by_key[i]] = any = true;
  }
  if (!any) return members;
  Json::Object kept;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!repeats[i]) kept.push_back(std::move(members[i]));
  }
  return kept;
}

// Receives the parser's events; false stops it.
class Builder : public nlohmann::json_sax<Parser> {
 public:
  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override {
    if (value <= std::uint64_t{INT64_MAX}) return add(static_cast<std::int64_t>(value));
    return add(Json::big_integer(static_cast<double>(value), std::to_string(value)));
  }
  // The parser's own value comes from strtod, which depends on the locale.
  bool number_float(double, const std::string& digits) override {
    double value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    // A number too small for a double is zero, as in other readers. The parser refuses a number too
    // large.
    if (parsed.ec == std::errc::result_out_of_range) value = 0;
    if (digits.find_first_of(".eE") == digits.npos) return add(Json::big_integer(value, digits));
    return add(value);
  }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(Parser::binary_t&) override { return false; }  // not in JSON text

  bool start_object(std::size_t) override { return open(true); }
  bool key(std::string& name) override {
    frames_.back().object.emplace_back(std::move(name), Json());
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    error_offset_ = position == 0 ? 0 : position - 1;
    return false;
  }

  std::size_t error_offset() const { return error_offset_; }
  Json take() { return std::move(root_); }

 private:
  struct Frame {
    bool is_object;
    Json::Array array;
    Json::Object object;
  };

  bool add(Json value) {
    if (frames_.empty()) {
      root_ = std::move(value);
    } else if (frames_.back().is_object) {
      frames_.back().object.back().second = std::move(value);
    } else {
      frames_.back().array.push_back(std::move(value));
    }
    return true;
  }
  bool open(bool is_object) {
    frames_.push_back({is_object, {}, {}});
    return true;
  }
  bool close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.is_object) return add(without_repeats(std::move(frame.object)));
    return add(std::move(frame.array));
  }

  std::vector<Frame> frames_;
  Json root_;
  std::size_t error_offset_ = 0;
};

void dump_string(std::string& out, std::string_view text) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kShortNames = "\"\\bfnrt";
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const std::size_t place = kShort.find(c);
    if (place != kShort.npos) {
      out += {'\\', kShortNames[place]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += {kHex[static_cast<std::size_t>(c) >> 4], kHex[static_cast<std::size_t>(c) & 15]};
    } else {
      out += c;
    }
  }
  out += '"';
}

// The shortest text that reads as the same double, and as a real number.
void dump_real(std::string& out, double value) {
  assert(std::isfinite(value));
  std::array<char, 32> digits;
  const auto printed = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  const std::string_view text(digits.data(), static_cast<std::size_t>(printed.ptr - digits.data()));
  out += text;
  if (text.find_first_of(".e") == text.npos) out += ".0";
}

// Instead of an indent: everything on one line.
constexpr std::size_t kOneLine = SIZE_MAX;

constexpr std::size_t deeper(std::size_t indent) {
  return indent == kOneLine ? kOneLine : indent + 2;
}

void dump_value(std::string& out, const Json& value, std::size_t indent);

void begin_line(std::string& out, std::size_t indent) {
  if (indent == kOneLine) return;
  out += '\n';
  out.append(indent, ' ');
}

template <class Members, class DumpMember>
void dump_members(std::string& out, const Members& members, const char* brackets,
                  std::size_t indent, const DumpMember& dump_member) {
  out += brackets[0];
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    begin_line(out, deeper(indent));
    dump_member(members[i]);
  }
  if (!members.empty()) begin_line(out, indent);
  out += brackets[1];
}

void dump_value(std::string& out, const Json& value, std::size_t indent) {
  if (const bool* truth = value.as_bool()) {
    out += *truth ? "true" : "false";
  } else if (const std::int64_t* integer = value.as_integer()) {
    out += std::to_string(*integer);
  } else if (const double* real = value.as_real()) {
    dump_real(out, *real);
  } else if (const std::string* text = value.as_string()) {
    dump_string(out, *text);
  } else if (const Json::Array* array = value.as_array()) {
    dump_members(out, *array, "[]", indent,
                 [&](const Json& element) { dump_value(out, element, deeper(indent)); });
  } else if (const Json::Object* object = value.as_object()) {
    dump_members(out, *object, "{}", indent, [&](const auto& member) {
      dump_string(out, member.first);
      out += indent == kOneLine ? ":" : ": ";
      dump_value(out, member.second, deeper(indent));
    });
  } else {
    out += "null";
  }
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  const Object* object = as_object();
  if (!object) return nullptr;
  for (const auto& [name, value] : *object) {
    if (name == key) return &value;
  }
  return nullptr;
}

Result<Json> parse_json(std::string_view text) {
  // The parser would skip a byte order mark, and treat a NUL as the end.
  if (text.starts_with("\xEF\xBB\xBF")) return malformed_at(text, 0, "a byte order mark");
  if (const std::size_t nul = text.find('\0'); nul != text.npos) {
    return malformed_at(text, nul, "not valid JSON");
  }
  if (const auto place = find_too_deep(text)) {
    return malformed_at(text, *place,
                        "nested more than " + std::to_string(kJsonMaxDepth) + " levels deep");
  }
  Builder builder;
  if (!Parser::sax_parse(text.begin(), text.end(), &builder)) {
    return malformed_at(text, builder.error_offset(), "not valid JSON");
  }
  return builder.take();
}

std::string dump_json(const Json& value) {
  std::string out;
  dump_value(out, value, 0);
  out += '\n';
  return out;
}

std::string dump_json_line(const Json& value) {
  std::string out;
  dump_value(out, value, kOneLine);
  return out;
}

}  // namespace tally
