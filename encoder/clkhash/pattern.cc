#include "encoder/clkhash/pattern.h"

#include <algorithm>

#include "common/utf8.h"
#include "encoder/clkhash/pattern_tree.h"
#include "encoder/clkhash/unicode.h"

namespace tally::encoder::clkhash {
namespace {

using Step = PatternStep;
using Node = PatternNode;

constexpr std::size_t kMaxSteps = 4096;

// Writes the steps of a tree one after another. The last step of a node continues with the step
// after it. Stops when there are more than kMaxSteps.
class Compiler {
 public:
  Compiler(std::vector<Step>& steps, std::vector<CharacterClass>& classes)
      : steps_(steps), classes_(classes) {}

  bool too_large() const { return steps_.size() > kMaxSteps; }

  void add(const Node& node) {
    switch (node.kind) {
      case Node::Kind::sequence:
        for (const Node& child : node.children) add(child);
        return;
      case Node::Kind::alternatives:
        return add_alternatives(node);
      case Node::Kind::repeat:
        return add_repeat(node);
      case Node::Kind::character:
        return add_character(node.characters);
      case Node::Kind::at_start:
        steps_.push_back({Step::Kind::at_start});
        return;
      case Node::Kind::at_end:
        steps_.push_back({Step::Kind::at_end});
        return;
      case Node::Kind::at_end_or_last_line:
        steps_.push_back({Step::Kind::at_end_or_last_line});
        return;
    }
  }

  void finish() { steps_.push_back({Step::Kind::done}); }

 private:
  std::uint32_t place() const { return static_cast<std::uint32_t>(steps_.size()); }

  void add_character(const CharacterClass& characters) {
    if (too_large()) return;
    steps_.push_back({Step::Kind::take, static_cast<std::uint32_t>(classes_.size())});
    classes_.push_back(characters);
    classes_.back().finish();
  }

  // fork A, B; A; jump out; B: fork ...; out:
  void add_alternatives(const Node& node) {
    std::vector<std::size_t> jumps;
    for (std::size_t i = 0; i < node.children.size() && !too_large(); ++i) {
      const bool last = i + 1 == node.children.size();
      const std::size_t fork = steps_.size();
      if (!last) steps_.push_back({Step::Kind::fork, place() + 1});
      add(node.children[i]);
      if (last) break;
      jumps.push_back(steps_.size());
      steps_.push_back({Step::Kind::jump});
      steps_[fork].other = place();
    }
    for (const std::size_t jump : jumps) steps_[jump].to = place();
  }

  void add_repeat(const Node& node) {
    const Node& child = node.children.front();
    for (std::uint32_t i = 0; i < node.least && !too_large(); ++i) {
      const std::size_t before = steps_.size();
      add(child);
      if (steps_.size() == before) return;  // any repetition of an empty text is empty
    }
    if (node.most == Node::kNoLimit) return add_loop(child);
    std::vector<std::size_t> forks;  // the loop may end before each repetition
    for (std::uint32_t i = node.least; i < node.most && !too_large(); ++i) {
      forks.push_back(steps_.size());
      steps_.push_back({Step::Kind::fork, place() + 1});
      add(child);
    }
    for (const std::size_t fork : forks) steps_[fork].other = place();
  }

  // again: fork in, out; in: child; jump again; out:
  void add_loop(const Node& child) {
    const std::uint32_t again = place();
    steps_.push_back({Step::Kind::fork, again + 1});
    add(child);
    steps_.push_back({Step::Kind::jump, again});
    steps_[again].other = place();
  }

  std::vector<Step>& steps_;
  std::vector<CharacterClass>& classes_;
};

bool is_of(CharacterClass::Kind kind, char32_t c) {
  switch (kind) {
    case CharacterClass::Kind::digit:
      return digit_value(c) >= 0;
    case CharacterClass::Kind::not_digit:
      return digit_value(c) < 0;
    case CharacterClass::Kind::word:
      return is_word(c);
    case CharacterClass::Kind::not_word:
      return !is_word(c);
    case CharacterClass::Kind::space:
      return is_space(c);
    case CharacterClass::Kind::not_space:
      return !is_space(c);
  }
  return false;
}

}  // namespace

bool CharacterClass::find(char32_t c) const {
  const bool listed =
      std::any_of(ranges_.begin(), ranges_.end(),
                  [c](const auto& range) { return range.first <= c && c <= range.second; }) ||
      std::any_of(kinds_.begin(), kinds_.end(), [c](Kind kind) { return is_of(kind, c); });
  return listed != negated_;
}

void CharacterClass::finish() {
  for (std::size_t c = 0; c < ascii_.size(); ++c) ascii_[c] = find(static_cast<char32_t>(c));
}

Result<Pattern> Pattern::compile(std::string_view text) {
  const PatternNode tree = TRY(parse_pattern(text));
  Pattern pattern;
  Compiler compiler(pattern.steps_, pattern.classes_);
  compiler.add(tree);
  if (compiler.too_large()) return refused("this software does not read a pattern this large");
  compiler.finish();
  pattern.seen_.assign(pattern.steps_.size(), 0);
  return pattern;
}

// Enters a step, and every step that can be reached from it without reading a character.
void Pattern::enter(std::uint32_t step, const Place& place) {
  pending_.push_back(step);
  while (!pending_.empty()) {
    const std::uint32_t at = pending_.back();
    pending_.pop_back();
    if (seen_[at] == place.position + 1) continue;
    seen_[at] = place.position + 1;
    const bool ends = place.position == place.size;
    switch (steps_[at].kind) {
      case Step::Kind::take:
      case Step::Kind::done:
        next_.push_back(at);
        break;
      case Step::Kind::fork:
        pending_.push_back(steps_[at].other);
        pending_.push_back(steps_[at].to);
        break;
      case Step::Kind::jump:
        pending_.push_back(steps_[at].to);
        break;
      case Step::Kind::at_start:
        if (place.position == 0) pending_.push_back(at + 1);
        break;
      case Step::Kind::at_end:
        if (ends) pending_.push_back(at + 1);
        break;
      case Step::Kind::at_end_or_last_line:
        if (ends || place.before_last_line_end) pending_.push_back(at + 1);
        break;
    }
  }
}

bool Pattern::matches(std::string_view text) {
  decode_utf8(text, characters_);
  std::fill(seen_.begin(), seen_.end(), 0);
  const std::size_t size = characters_.size();
  const auto place_at = [&](std::size_t position) {
    return Place{position, size, position + 1 == size && characters_[position] == U'\n'};
  };
  next_.clear();
  enter(0, place_at(0));
  for (std::size_t i = 0; i < size && !next_.empty(); ++i) {
    here_.swap(next_);
    next_.clear();
    for (const std::uint32_t at : here_) {
      const Step& step = steps_[at];
      if (step.kind == Step::Kind::take && classes_[step.to].has(characters_[i])) {
        enter(at + 1, place_at(i + 1));
      }
    }
  }
  return std::any_of(next_.begin(), next_.end(),
                     [this](std::uint32_t at) { return steps_[at].kind == Step::Kind::done; });
}

}  // namespace tally::encoder::clkhash
