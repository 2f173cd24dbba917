#include "tests/bench/made_up_clks.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace tally::bench {
namespace {

constexpr std::uint32_t kBits = 1024;

std::uint64_t mix(std::uint64_t z) {  // SplitMix64 [Steele2014]
  z += 0x9E37'79B9'7F4A'7C15;
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
  return z ^ (z >> 31);
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t n) {
    state_ += 1;
    return static_cast<std::uint32_t>((mix(state_) >> 32) * n >> 32);
  }
  // Small numbers are more frequent, roughly as common names are: the product of two uniform
  // numbers.
  std::uint32_t skewed(std::uint32_t n) { return below(below(n) + 1); }
  bool percent(std::uint32_t p) { return below(100) < p; }

 private:
  std::uint64_t state_;
};

// The n-th word of a language; its letters are about as frequent as in names.
std::string word(std::uint32_t language, std::uint32_t n) {
  static constexpr char kLetters[] = "AAAAEEEEIIIOORRNNNLLSSTTHHMDCYBGKUWPVJFZ";
  Random random(mix(language) + n * 1000);
  std::string text;
  for (std::uint32_t length = 4 + random.below(5); text.size() < length;)
    text += kLetters[random.below(sizeof kLetters - 1)];
  return text;
}

struct Person {
  std::string forename, middle, surname, birth, sex, postcode, house, street, town;
};

void move(Person& person, Random& random) {
  const std::uint32_t street = random.skewed(2500);
  person.street = word(4, street) + " ROAD";
  person.town = word(5, street % 6);
  person.postcode = "CV" + std::to_string(1 + street % 9) + word(6, street).substr(0, 2) +
                    std::to_string(street % 7);
  person.house = std::to_string(1 + random.skewed(150));
  if (random.percent(80)) return;
  for (std::string* field : {&person.street, &person.town, &person.house}) field->clear();
  if (random.percent(50)) person.postcode.clear();
}

Person make_person(Random& random) {
  Person person;
  person.sex.assign(1, random.percent(50) ? 'F' : 'M');
  person.forename = word(person.sex == "F" ? 1 : 2, random.skewed(900));
  if (random.percent(35)) person.middle = word(person.sex == "F" ? 1 : 2, random.skewed(900));
  person.surname = word(3, random.skewed(8000));
  person.birth = std::to_string(20'000'000 + random.below(18) * 10'000 +
                                (1 + random.below(12)) * 100 + 1 + random.below(28));
  move(person, random);
  return person;
}

void mistype(std::string& text, Random& random, char with) {
  if (!text.empty()) text[random.below(static_cast<std::uint32_t>(text.size()))] = with;
}

void corrupt(Person& person, Random& random) {
  if (random.percent(25)) mistype(person.forename, random, 'E');
  if (random.percent(20)) mistype(person.surname, random, 'S');
  if (random.percent(10)) mistype(person.birth, random, '1');
  if (random.percent(30)) person.middle.clear();
  if (random.percent(25)) move(person, random);
}

// Sets the token's first `count` positions.
void insert(std::span<std::uint64_t> row, std::uint64_t space, std::string_view token,
            std::uint32_t count) {
  std::uint64_t key = mix(space);
  for (const char c : token) key = mix(key ^ static_cast<std::uint64_t>(c));
  Random positions(key);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t p = positions.below(kBits);
    row[p / 64] |= std::uint64_t{1} << p % 64;
  }
}

enum class Tokens { bigrams, positions };

// Shares `bits` insertions among the tokens of a value.
void insert_field(std::span<std::uint64_t> row, std::uint64_t space, const std::string& value,
                  Tokens tokens, std::uint32_t bits) {
  if (value.empty()) return;
  const std::string padded = "_" + value + "_";
  const std::size_t count = tokens == Tokens::bigrams ? padded.size() - 1 : value.size();
  for (std::size_t t = 0; t < count; ++t) {
    const std::string token =
        tokens == Tokens::bigrams ? padded.substr(t, 2) : std::to_string(t) + value[t];
    insert(row, space, token, bits / static_cast<std::uint32_t>(count));
  }
}

void encode(const Person& person, std::span<std::uint64_t> row) {
  insert_field(row, 1, person.forename, Tokens::bigrams, 115);
  insert_field(row, 1, person.middle, Tokens::bigrams, 45);
  insert_field(row, 1, person.surname, Tokens::bigrams, 100);
  insert_field(row, 2, person.birth, Tokens::positions, 70);
  for (const std::size_t part : {0U, 4U, 6U})
    insert(row, 3 + part, person.birth.substr(part, part == 0 ? 4 : 2), 20);
  insert(row, 12, person.sex, 20);
  insert_field(row, 13, person.postcode, Tokens::positions, 50);
  insert_field(row, 14, person.house, Tokens::positions, 30);
  insert_field(row, 15, person.street, Tokens::bigrams, 40);
  insert_field(row, 16, person.town, Tokens::bigrams, 40);
}

MadeUpSide side_of(const std::vector<Person>& people) {
  MadeUpSide side{ClkTable(people.size(), kBits), {}, {}};
  for (std::uint32_t r = 0; r < people.size(); ++r) {
    encode(people[r], side.clks.row(r));
    side.popcounts.push_back(popcount(side.clks[r]));
    side.records.push_back({RecordIndex{r}, {r, r + 1}});
  }
  return side;
}

}  // namespace

MadeUpSides made_up_clks(std::size_t rows_a_side, std::uint64_t seed) {
  Random random(mix(seed));
  std::vector<Person> left;
  std::vector<Person> right;
  for (std::size_t r = 0; r < rows_a_side; ++r) left.push_back(make_person(random));
  for (std::size_t r = 0; r < rows_a_side; ++r) {
    right.push_back(r % 4 == 0 ? left[r] : make_person(random));
    if (r % 4 == 0) corrupt(right.back(), random);
  }
  return {side_of(left), side_of(right)};
}

}  // namespace tally::bench
