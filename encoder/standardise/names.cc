#include "encoder/standardise/names.h"

#include <algorithm>
#include <string>

#include "encoder/record/text.h"
#include "encoder/standardise/placeholders.h"
#include "encoder/standardise/words.h"

namespace tally::encoder {
namespace {

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, is_digit);
}

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text,
                             [](char c) { return is_upper(to_upper(c)) || (c & '\x80') != 0; });
}

// Removes the text in round or square brackets, with a space for each pair; a bracket that is not
// closed reaches to the end. Returns the text itself if there is no letter outside brackets; else
// fills storage and borrows it.
std::string_view outside_brackets(std::string_view text, std::string& storage) {
  if (std::ranges::none_of(text, [](char c) { return c == '(' || c == '['; })) return text;
  storage.clear();
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) storage.push_back(c);
    if ((c == ')' || c == ']') && depth > 0 && --depth == 0) storage.push_back(' ');
  }
  return has_letter(storage) ? storage : text;
}

// 1ST, 22ND, 3RD, 19TH.
bool is_ordinal(std::string_view word) {
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view rest = word.substr(digits);
  return digits > 0 && (rest == "ST" || rest == "ND" || rest == "RD" || rest == "TH");
}

// Removes ordinals as a whole, and the digits of other words. Works in place.
void drop_digits(std::string& name) {
  std::size_t write = 0;
  for (std::size_t read = 0; read < name.size();) {
    const std::size_t end = std::min(name.find(' ', read), name.size());
    const std::size_t begin = write == 0 ? 0 : write + 1;
    std::size_t next = begin;
    if (!is_ordinal(std::string_view(name).substr(read, end - read))) {
      for (std::size_t i = read; i < end; ++i) {
        if (!is_digit(name[i])) name[next++] = name[i];
      }
    }
    if (next > begin) {
      if (begin > 0) name[begin - 1] = ' ';
      write = next;
    }
    read = end + 1;
  }
  name.resize(write);
}

void drop_suffixes(std::string& name) {
  for (;;) {
    const std::size_t space = name.rfind(' ');
    if (space == std::string::npos) return;
    if (!kSuffixes.has(std::string_view(name).substr(space + 1))) return;
    name.resize(space);
  }
}

void drop_titles(std::string& name) {
  for (;;) {
    const std::size_t space = name.find(' ');
    if (space == std::string::npos) return;
    if (!kTitles.has(std::string_view(name).substr(0, space))) return;
    name.erase(0, space + 1);
  }
}

// VAN DER BERG -> VANDERBERG. Continues while the joined word is itself a particle (DE R BERG), so
// that a name in standard form does not change. Works in place.
void join_particles(std::string& name) {
  const std::string_view view = name;
  std::size_t write = 0;
  std::size_t begin = 0;  // of the word being joined
  for (std::size_t read = 0; read < view.size();) {
    const std::size_t end = std::min(view.find(' ', read), view.size());
    const std::size_t size = end - read;
    std::char_traits<char>::move(name.data() + write, name.data() + read, size);
    write += size;
    const bool joins = kParticles.has(view.substr(write - size, size)) ||
                       kParticles.has(view.substr(begin, write - begin));
    if (end < view.size() && !joins) {
      name[write++] = ' ';
      begin = write;
    }
    read = end + 1;
  }
  name.resize(write);
}

}  // namespace

CellState standardise_name(Field field, std::string_view text, std::string& out,
                           std::string& storage) {
  separate_words(outside_brackets(text, storage), out);
  if (is_placeholder(field, out)) return CellState::placeholder;
  const std::size_t whole = out.size();
  if (has_digit(out)) drop_digits(out);
  drop_suffixes(out);
  if (field == Field::surname) join_particles(out);
  drop_titles(out);
  if (out.size() == whole) return CellState::present;
  if (out.empty()) return CellState::invalid;
  return is_placeholder(field, out) ? CellState::placeholder : CellState::present;  // "MR UNKNOWN"
}

}  // namespace tally::encoder
