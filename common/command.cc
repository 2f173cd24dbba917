#include "common/command.h"

#include <cassert>
#include <charconv>
#include <utility>

namespace tally {

void Options::set(std::string name, std::vector<std::string> values) {
  for (auto& [known, known_values] : values_) {
    if (known != name) continue;
    known_values = std::move(values);
    return;
  }
  values_.emplace_back(std::move(name), std::move(values));
}

const std::vector<std::string>& Options::all(std::string_view name) const {
  static const std::vector<std::string> none;
  for (const auto& [known, values] : values_) {
    if (known == name) return values;
  }
  return none;
}

const std::string& Options::get(std::string_view name) const {
  assert(!all(name).empty());
  return all(name).front();
}

std::optional<std::string> Options::find(std::string_view name) const {
  if (all(name).empty()) return std::nullopt;
  return all(name).front();
}

bool Options::flag(std::string_view name) const {
  return !all(name).empty();
}

Result<std::uint64_t> Options::number(std::string_view name, std::uint64_t low, std::uint64_t high,
                                      std::uint64_t fallback) const {
  const std::optional<std::string> text = find(name);
  if (!text) return fallback;
  const char* const end = text->data() + text->size();
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc() && stop == end && value >= low && value <= high) return value;
  return usage_error("--" + std::string(name) + ": not a whole number from " + std::to_string(low) +
                     " to " + std::to_string(high));
}

Result<std::string> Options::choice(std::string_view name,
                                    const std::vector<std::string>& choices) const {
  assert(!choices.empty());
  const std::string value = find(name).value_or(choices.front());
  std::string listed;
  for (const std::string& choice : choices) {
    if (choice == value) return value;
    listed += (listed.empty() ? "" : ", ") + choice;
  }
  return usage_error("--" + std::string(name) + ": not one of " + listed);
}

}  // namespace tally
