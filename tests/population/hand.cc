// How a data set writes its records: usually in its system's style, sometimes in a clerk's.
#include <array>

#include "tests/population/holding.h"
#include "tests/population/letters.h"

namespace tally::population {
namespace {

constexpr std::array kTextFields = {Field::forename, Field::middle_names, Field::surname,
                                    Field::house,    Field::street,       Field::town};
constexpr std::array kNameFields = {Field::forename, Field::middle_names, Field::surname};
// The forms of an apostrophe: dropped, a space, a typesetter's, an accent.
constexpr std::array<std::string_view, 4> kApostrophes = {"", " ", "’", "`"};

void write_apostrophes(std::string& name, std::string_view as) {
  const std::size_t at = name.find('\'');
  if (at != std::string::npos) name.replace(at, 1, as);
}

void space_postcode(std::string& postcode, Hand::Postcode form) {
  const std::size_t space = postcode.find(' ');
  if (space == std::string::npos || form == Hand::Postcode::spaced) return;
  // Eight characters wide: the inward part begins at the sixth place, as in hospital statistics.
  const std::size_t width = form == Hand::Postcode::joined || space >= 5 ? 0 : 5 - space;
  postcode.replace(space, 1, std::string(width, ' '));
}

void space_nhs_number(std::string& number) {
  if (number.size() == 10)
    number = number.substr(0, 3) + " " + number.substr(3, 3) + " " + number.substr(6);
}

}  // namespace

void write_in_own_hand(const Holding& holding, Record& record) {
  const DatasetRates& rates = holding.dataset.rates;
  Hand hand = holding.dataset.hand;
  Stream stream = holding.stream(Purpose::style);
  if (stream.chance(rates.other_case))
    hand.letters = stream.below(2) == 0 ? Case::upper : Case::lower;
  const bool accents_lost = stream.chance(rates.accents_lost);
  const bool apostrophe_lost = stream.chance(rates.apostrophe_lost);
  const std::string_view apostrophe = stream.pick(kApostrophes);
  if (stream.chance(rates.other_format)) {
    hand.postcode = stream.below(2) == 0 ? Hand::Postcode::joined : Hand::Postcode::spaced;
    hand.nhs_number = Hand::NhsNumber::spaced;
  }
  for (const Field field : kNameFields) {
    std::string& name = record.cells[field];
    if (accents_lost) name = without_accents(name);
    if (apostrophe_lost) write_apostrophes(name, apostrophe);
  }
  for (const Field field : kTextFields) {
    record.cells[field] = in_case(record.cells[field], hand.letters);
  }
  std::string& postcode = record.cells[Field::postcode];
  if (hand.letters == Case::lower) postcode = in_case(postcode, Case::lower);
  space_postcode(postcode, hand.postcode);
  if (hand.nhs_number == Hand::NhsNumber::spaced) space_nhs_number(record.cells[Field::nhs_number]);
}

}  // namespace tally::population
