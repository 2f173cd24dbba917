#include "linker/decide/exact.h"

#include <algorithm>
#include <roaring/roaring.hh>

namespace tally::linker {
namespace {

struct Holder {
  Token token;
  RecordIndex record;
  friend auto operator<=>(const Holder&, const Holder&) = default;
};

// Usable tokens and the records that hold them, by token, then record, each once.
std::vector<Holder> holders(const KeySide& side, const Roaring* free) {
  std::vector<Holder> all;
  for (std::size_t row = 0; row < side.submission.rows(); ++row) {
    if (!side.key.usable[row]) continue;
    const RecordIndex record = side.submission.record_of(RowIndex(row));
    if (free && !free->contains(static_cast<std::uint32_t>(record))) continue;
    all.push_back({side.key.column->tokens[row], record});
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Tokens in order, each with the end of its run of records.
template <class Iterator>
Iterator end_of_run(Iterator begin, Iterator end) {
  return std::find_if(begin, end, [&](const Holder& h) { return h.token != begin->token; });
}

KeyColumn usable_column(const Submission& submission, const TokenColumn& column,
                        const Dataset& dataset) {
  KeyColumn key{&column, std::vector<bool>(submission.rows())};
  for (std::size_t row = 0; row < submission.rows(); ++row) {
    key.usable[row] = column.tokens[row] != Token{};
  }
  if (dataset.duplicates) return key;

  const std::vector<Holder> all = holders({submission, key}, nullptr);
  Roaring suspects;
  for (auto run = all.begin(); run != all.end();) {
    const auto end = end_of_run(run, all.end());
    if (end - run > 1) {
      for (auto holder = run; holder != end; ++holder) {
        const std::size_t record = at(holder->record);
        suspects.add(static_cast<std::uint32_t>(record));
        for (auto row = submission.first_row(record); row < submission.first_row(record + 1);
             ++row) {
          if (column.tokens[row] == run->token) key.usable[row] = false;
        }
      }
    }
    run = end;
  }
  key.suspect_records = suspects.cardinality();
  return key;
}

// Pairs that a token of both sides would link, by left record.
std::vector<Link> pairs_of_equal_tokens(const std::vector<Holder>& left,
                                        const std::vector<Holder>& right) {
  std::vector<Link> pairs;
  auto r = right.begin();
  for (auto l = left.begin(); l != left.end() && r != right.end();) {
    if (l->token < r->token) {
      l = end_of_run(l, left.end());
    } else if (r->token < l->token) {
      r = end_of_run(r, right.end());
    } else {
      pairs.push_back({l->record, r->record});
      l = end_of_run(l, left.end());
      r = end_of_run(r, right.end());
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Link& a, const Link& b) {
    return std::pair(a.left, a.right) < std::pair(b.left, b.right);
  });
  return pairs;
}

// Keeps the first pair of any two units that have no other partner.
std::vector<Link> sole_partners(const std::vector<Link>& pairs, const Units& units) {
  constexpr std::uint32_t kNobody = 0xFFFF'FFFF;
  std::vector<std::uint32_t> partner(units.bound(), kNobody);
  std::vector<bool> several(units.bound());
  const auto meet = [&](std::uint32_t a, std::uint32_t b) {
    if (partner[a] != kNobody && partner[a] != b) several[a] = true;
    partner[a] = b;
  };
  for (const Link& pair : pairs) {
    meet(units.left(pair.left), units.right(pair.right));
    meet(units.right(pair.right), units.left(pair.left));
  }
  std::vector<Link> links;
  std::vector<bool> linked(units.bound());
  for (const Link& pair : pairs) {
    const std::uint32_t left = units.left(pair.left);
    if (several[left] || several[units.right(pair.right)] || linked[left]) continue;
    linked[left] = true;
    links.push_back(pair);
  }
  return links;
}

}  // namespace

Keys usable_keys(const Submission& submission, const Dataset& dataset) {
  Keys keys;
  for (const std::string& name : dataset.columns) {
    const TokenColumn* column = submission.tokens(name);
    if (column) keys.push_back(usable_column(submission, *column, dataset));
  }
  return keys;
}

const KeyColumn* find_key(const Keys& keys, const std::string& column) {
  const auto key = std::find_if(keys.begin(), keys.end(),
                                [&](const KeyColumn& k) { return k.column->name == column; });
  return key == keys.end() ? nullptr : &*key;
}

std::vector<Link> exact_between(const KeySide& left, const Roaring& left_free, const KeySide& right,
                                const Roaring& right_free, const Units& units) {
  const std::vector<Link> pairs =
      pairs_of_equal_tokens(holders(left, &left_free), holders(right, &right_free));
  return sole_partners(pairs, units);
}

std::vector<Link> exact_within(const KeySide& side) {
  std::vector<Link> links;
  const std::vector<Holder> all = holders(side, nullptr);
  for (auto run = all.begin(); run != all.end();) {
    const auto end = end_of_run(run, all.end());
    for (auto other = run + 1; other != end; ++other) links.push_back({run->record, other->record});
    run = end;
  }
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return std::pair(a.left, a.right) < std::pair(b.left, b.right);
  });
  return links;
}

bool keys_differ(const Submission& left, const Keys& left_keys, RecordIndex left_record,
                 const Submission& right, const Keys& right_keys, RecordIndex right_record) {
  for (const KeyColumn& key : left_keys) {
    const KeyColumn* other = find_key(right_keys, key.column->name);
    if (!other) continue;
    bool compared = false;
    bool equal = false;
    for (auto l = left.first_row(at(left_record)); l < left.first_row(at(left_record) + 1); ++l) {
      for (auto r = right.first_row(at(right_record)); r < right.first_row(at(right_record) + 1);
           ++r) {
        if (!key.usable[l] || !other->usable[r]) continue;
        compared = true;
        equal = equal || key.column->tokens[l] == other->column->tokens[r];
      }
    }
    if (compared && !equal) return true;
  }
  return false;
}

}  // namespace tally::linker
