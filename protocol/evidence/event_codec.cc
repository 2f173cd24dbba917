#include "protocol/evidence/event_codec.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "protocol/base/limits.h"
#include "protocol/seal/kinds.h"

namespace tally {
namespace {

class FactWriter {
 public:
  void count(std::string_view name, std::uint64_t value) {
    add(name, static_cast<std::int64_t>(value));
  }
  template <class Id>
  void id(std::string_view name, const Id& value) {
    add(name, to_hex(value.bytes));
  }
  void kind(std::string_view name, SealKind value) { add(name, name_of(value)); }
  void name(std::string_view name, const std::string& value) { add(name, value); }
  void name_or_empty(std::string_view name, const std::string& value) { add(name, value); }
  void names(std::string_view name, const std::vector<std::string>& values) {
    add(name, Json::Array(values.begin(), values.end()));
  }
  template <class Item>
  void items(std::string_view name, const std::vector<Item>& values) {
    Json::Array list;
    for (const Item& value : values) {
      FactWriter writer;
      Item::list(value, writer);
      list.push_back(std::move(writer.facts_));
    }
    add(name, std::move(list));
  }

  Json::Object take() && { return std::move(facts_); }

 private:
  void add(std::string_view name, Json value) {
    facts_.emplace_back(std::string(name), std::move(value));
  }
  Json::Object facts_;
};

// Reads facts one after another. After the first wrong fact it reads nothing more.
class FactReader {
 public:
  explicit FactReader(const Json::Object& facts) : facts_(facts) {}

  void count(std::string_view name, std::uint64_t& value) {
    read(name, [&](const Json& json) {
      const std::int64_t* number = json.as_integer();
      if (number == nullptr || *number < 0) return false;
      value = static_cast<std::uint64_t>(*number);
      return true;
    });
  }
  template <class Id>
  void id(std::string_view name, Id& value) {
    read_text(name, [&](const std::string& text) {
      const std::optional<Bytes> bytes = from_hex(text);
      if (!bytes || bytes->size() != Id::kSize) return false;
      std::ranges::copy(*bytes, value.bytes.begin());
      return true;
    });
  }
  void kind(std::string_view name, SealKind& value) {
    read_text(name, [&](const std::string& text) {
      const auto word = std::ranges::find(kSealKindWords, text);
      if (word == kSealKindWords.end()) return false;
      value = static_cast<SealKind>(word - kSealKindWords.begin() + 1);
      return true;
    });
  }
  void name(std::string_view name, std::string& value) {
    read_text(name, [&](const std::string& text) { return take_name(text, value); });
  }
  void name_or_empty(std::string_view name, std::string& value) {
    read_text(name,
              [&](const std::string& text) { return text.empty() || take_name(text, value); });
  }
  void names(std::string_view name, std::vector<std::string>& values) {
    read_list(name, [&](const Json& json) {
      const std::string* text = json.as_string();
      return text != nullptr && take_name(*text, values.emplace_back());
    });
  }
  template <class Item>
  void items(std::string_view name, std::vector<Item>& values) {
    read_list(name, [&](const Json& json) {
      if (json.as_object() == nullptr) return false;
      FactReader reader(*json.as_object());
      Item::list(values.emplace_back(), reader);
      return reader.is_whole();
    });
  }

  // Every fact was read, and there are no others.
  bool is_whole() const { return wrong_.empty() && next_ == facts_.size(); }
  // The first wrong fact; empty if there is none.
  const std::string& wrong() const { return wrong_; }

 private:
  static bool take_name(const std::string& text, std::string& value) {
    if (!is_name(text)) return false;
    value = text;
    return true;
  }
  template <class Take>
  void read(std::string_view name, Take take) {
    if (!wrong_.empty()) return;
    const bool here = next_ < facts_.size() && facts_[next_].first == name;
    if (here && take(facts_[next_].second)) {
      ++next_;
    } else {
      wrong_ = name;
    }
  }
  template <class Take>
  void read_text(std::string_view name, Take take) {
    read(name,
         [&](const Json& json) { return json.as_string() != nullptr && take(*json.as_string()); });
  }
  template <class Take>
  void read_list(std::string_view name, Take take) {
    read(name, [&](const Json& json) {
      return json.as_array() != nullptr && std::ranges::all_of(*json.as_array(), take);
    });
  }
  const Json::Object& facts_;
  std::size_t next_ = 0;
  std::string wrong_;
};

template <class Kind>
Result<Event> parse_as(const Json::Object& facts, const std::string& place) {
  Kind event{};
  FactReader reader(facts);
  Kind::list(event, reader);
  if (!reader.wrong().empty()) {
    return malformed(place + ": fact \"" + reader.wrong() +
                     "\": missing, out of order or of another kind");
  }
  if (!reader.is_whole()) return malformed(place + ": this event does not have such a fact");
  return Event(std::move(event));
}

// Tries the alternatives of Event one after another.
template <std::size_t I = 0>
Result<Event> parse_from(std::string_view word, const Json::Object& facts,
                         const std::string& place) {
  if constexpr (I == std::variant_size_v<Event>) {
    return malformed(place + ": this format does not have such an event");
  } else {
    using Kind = std::variant_alternative_t<I, Event>;
    if (word == Kind::kWord) return parse_as<Kind>(facts, place);
    return parse_from<I + 1>(word, facts, place);
  }
}

}  // namespace

std::string_view word_of(const Event& event) {
  return std::visit([](const auto& kind) { return kind.kWord; }, event);
}

Json::Object print_facts(const Event& event) {
  FactWriter writer;
  std::visit([&](const auto& kind) { kind.list(kind, writer); }, event);
  return std::move(writer).take();
}

Result<Event> parse_event(std::string_view word, const Json::Object& facts,
                          const std::string& place) {
  return parse_from(word, facts, place);
}

}  // namespace tally
