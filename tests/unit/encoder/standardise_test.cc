#include "encoder/standardise/standardise.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "encoder/standardise/dates.h"
#include "encoder/standardise/postcode.h"

namespace tally::encoder::standardise_test {
namespace {

struct Case {
  const char* cell;
  const char* value;
};

std::string value_of(Field field, std::string_view cell) {
  std::string out;
  Standardiser().standardise(field, cell, out);
  return out;
}

CellState state_of(Field field, std::string_view cell) {
  std::string out;
  return Standardiser().standardise(field, cell, out);
}

TEST_CASE("text becomes plain Latin capitals") {
  for (const Case& c : {Case{"Łódź", "LODZ"},
                        {"Ærø", "AERO"},
                        {"İstanbul", "ISTANBUL"},
                        {"ıstanbul", "ISTANBUL"},
                        {"Nguyễn", "NGUYEN"},
                        {"Đặng", "DANG"},
                        {"Müller", "MULLER"},
                        {"Groß", "GROSS"},
                        {"GROẞ", "GROSS"},
                        {"Þór Ólafsdóttir", "THOR OLAFSDOTTIR"},
                        {"Œuvre", "OEUVRE"},
                        {"Əliyev", "ALIYEV"},
                        {"Kɔfi", "KOFI"},
                        {"ﬁona", "FIONA"},
                        {"１２Ａｂ", "12AB"},
                        {"٣٤٥", "345"},
                        {"½", "1 2"},
                        {"Jo\u00ADhn", "JOHN"},
                        {"Jo\u200Bhn", "JOHN"},
                        {"Anh·Đào", "ANH DAO"},
                        {"Ann\u00A0Lee", "ANN LEE"},
                        {"Ann – Lee", "ANN LEE"}}) {
    CAPTURE(c.cell);
    CHECK(value_of(Field::town, c.cell) == c.value);
  }
}

TEST_CASE("other scripts are transliterated") {
  for (const Case& c : {Case{"Иван", "IVAN"},
                        {"Любовь Подъячев", "LUBOV PODACEV"},
                        {"Өмүрбек", "OMURBEK"},
                        {"Γιώργος Παπαδόπουλος", "GIORGOS PAPADOPOULOS"},
                        {"王小明", "WANG XIAO MING"},
                        {"محمد علي", "MHMD LY"},
                        {"ہارون", "HARWN"},
                        {"דוד לוי", "DWD LWY"},
                        {"अमित शर्मा", "AMITA SARMA"},
                        {"ਸਿੰਘ ਕੌਰ", "SINGHA KAURA"},
                        {"রহিম", "RAHIMA"},
                        {"தமிழ்", "TAMIL"},
                        {"ዳዊት", "DAWIT"},
                        {"გიორგი", "GIORGI"},
                        {"Հայկ", "HAYK"},
                        {"さくら", "SAKURA"},
                        {"김민준", "GIMMINJUN"},
                        {"สมชาย", "SMCHAY"}}) {
    CAPTURE(c.cell);
    CHECK(value_of(Field::town, c.cell) == c.value);
  }
}

TEST_CASE("letters without a Latin form are kept as they are") {
  CHECK(value_of(Field::town, "සුනිල්") == "සුනිල්");
  CHECK(value_of(Field::town, "ខ្មែរ") == "ខ្មែរ");
  CHECK(value_of(Field::town, "ⴰⵎⴰ Ann") == "ⴰⵎⴰ ANN");
  CHECK(value_of(Field::town, "ꭰꮳ") == "ᎠᏣ");  // Cherokee, upper case
}

TEST_CASE("composed and decomposed and small and capital forms give the same") {
  const std::vector<std::vector<const char*>> groups = {
      {"Zoë", "Zoe\u0308", "ZOË", "zoe\u0308"},   {"Йорк", "И\u0306орк", "йорк", "ЙОРК"},
      {"Nguyễn", "Nguye\u0302\u0303n", "NGUYỄN"}, {"Γιώργος", "ΓΙΏΡΓΟΣ", "Γιω\u0301ργος"},
      {"გიორგი", "ᲒᲘᲝᲠᲒᲘ"},           {"Straße", "STRASSE", "STRAẞE"},
      {"Ålborg", "A\u030Alborg", "\u212Blborg"}};
  for (const auto& group : groups) {
    for (const char* cell : group) {
      CAPTURE(cell);
      CHECK(value_of(Field::town, cell) == value_of(Field::town, group.front()));
    }
  }
}

TEST_CASE("apostrophes of every form leave nothing") {
  for (const char* mark : {"'", "`", "’", "‘", "‛", "´", "ʼ", "ʻ", "ʹ", "ʾ", "ʿ", "′", "＇", "‵"}) {
    CAPTURE(mark);
    CHECK(value_of(Field::surname, std::string("O") + mark + "Brien") == "OBRIEN");
    CHECK(value_of(Field::street, std::string("St John") + mark + "s É") == "ST JOHNS E");
  }
}

// The fast path and the transliterator agree: a letter outside ASCII sends a cell down the slow
// one.
TEST_CASE("ASCII text comes out the same beside a letter that is not ASCII") {
  constexpr unsigned kSeed = 7;
  CAPTURE(kSeed);
  std::mt19937 generator(kSeed);
  Standardiser standardiser;
  std::string fast;
  std::string slow;
  for (int i = 0; i < 2000; ++i) {
    std::string text = "x";
    for (auto n = generator() % 12; n > 0; --n) {
      text += static_cast<char>(1 + generator() % 127);
    }
    text += 'x';
    CAPTURE(text);
    standardiser.standardise(Field::other_1, "E " + text, fast);
    standardiser.standardise(Field::other_1, "É " + text, slow);
    CHECK(fast == slow);
  }
}

TEST_CASE("cells that are not UTF-8 or too long are invalid") {
  for (const char* cell : {"Jos\xE9", "\xC3", "\xED\xA0\x80", "\xC0\xAF", "\xF8\x88\x80\x80\x80"}) {
    CHECK(state_of(Field::forename, cell) == CellState::invalid);
    CHECK(state_of(Field::nhs_number, cell) == CellState::invalid);
  }
  CHECK(state_of(Field::street, std::string(1000, 'a')) == CellState::present);
  CHECK(state_of(Field::street, std::string(1001, 'a')) == CellState::invalid);
  std::string han;
  for (int i = 0; i < 300; ++i) han += "庄";  // ZHUANG
  CHECK(state_of(Field::street, han) == CellState::invalid);
}

TEST_CASE("empty cells are missing and cells of punctuation are placeholders") {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    CAPTURE(kFieldNames[i]);
    for (const char* cell : {"", " ", "\t \r\n"})
      CHECK(state_of(field, cell) == CellState::missing);
    for (const char* cell : {"-", ".", "?", "N/K", "not known", "Unknown", "NULL", "XXX"}) {
      CAPTURE(cell);
      CHECK(state_of(field, cell) == CellState::placeholder);
      CHECK(value_of(field, cell).empty());
    }
  }
}

TEST_CASE("dates are ISO dates with unknown parts") {
  for (const Case& c : {Case{"2010-05-01", "20100501"},
                        {"20100501", "20100501"},
                        {" 2010-05-01 ", "20100501"},
                        {"2010-05-01 00:00:00", "20100501"},
                        {"2010-05-01T23:59:59.999Z", "20100501"},
                        {"2010-05-01T00:00:00+01:00", "20100501"},
                        {"20100501 00:00", "20100501"},
                        {"2010-05-00", "20100500"},
                        {"2010-00-00", "20100000"},
                        {"0000-05-12", "00000512"},
                        {"2010-86-01", "20108601"},
                        {"2011-02-31", "20110231"},
                        {"2010-05-99", "20100599"}}) {
    CAPTURE(c.cell);
    CHECK(state_of(Field::date_of_birth, c.cell) == CellState::present);
    CHECK(value_of(Field::date_of_birth, c.cell) == c.value);
  }
  for (const char* cell :
       {"01/05/2010", "2010/05/01", "42029", "2010-5-1", "1-May-2010", "2010-May-01", "2010",
        "2010-05", "-010-05-01", "2010-05-01x", "201005011", "2010-05-0a", "2010-05-01 0"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::date_of_birth, cell) == CellState::invalid);
  }
  CHECK(state_of(Field::date_of_birth, "0000-00-00") == CellState::missing);
  CHECK(state_of(Field::date_of_birth, "00000000") == CellState::missing);
}

TEST_CASE("sex is M or F by code or first letter") {
  for (const char* cell :
       {"M", "m", "1", "01", "1.0", "Male", "a) Male", "Boy", "maoe", "1 - Male"})
    CHECK(value_of(Field::sex, cell) == "M");
  for (const char* cell : {"F", "2", "02", "Female", "b) Female", "Girl", "Fenale", "Woman"})
    CHECK(value_of(Field::sex, cell) == "F");
  for (const char* cell : {"U", "0", "00", "9", "3", "X", "Z", "Not known", "Not stated/recorded",
                           "c) Not stated/recorded", "Indeterminate", "a)", "Other", "Unborn"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::sex, cell) == CellState::placeholder);
  }
  for (const char* cell : {"12", "5", "Q", "female | male", "M/F", "t2227949951"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::sex, cell) == CellState::invalid);
  }
}

TEST_CASE("postcodes are letters and digits") {
  for (const Case& c : {Case{"cv1 2gq", "CV12GQ"},
                        {" CV1-2GQ. ", "CV12GQ"},
                        {"66424", "66424"},
                        {"K1A 0B1", "K1A0B1"},
                        {"CV1", "CV1"},
                        {"ＣＶ１ ２ＧＱ", "CV12GQ"}}) {
    CAPTURE(c.cell);
    CHECK(value_of(Field::postcode, c.cell) == c.value);
  }
  for (const char* cell : {"ZZ99 3VZ", "zz993wz", "NF1 1NF", "xx1 1xx", "No fixed abode", "NFA",
                           "00000", "Not known", "U N K N O W N"}) {
    CAPTURE(cell);
    CHECK(state_of(Field::postcode, cell) == CellState::placeholder);
  }
  CHECK(state_of(Field::postcode, "CV1 2GQ or perhaps CV1 2GR") == CellState::invalid);
}

TEST_CASE("postcodes have the United Kingdom shape or not") {
  for (const char* postcode : {"CV12GQ", "M11AA", "B338TH", "W1A1HQ", "EC1A1BB", "DN551PT"}) {
    CAPTURE(postcode);
    CHECK(has_uk_shape(postcode));
  }
  for (const char* postcode : {"", "CV1", "66424", "K1A0B1", "CVV12GQ", "1CV2GQ", "CV1234GQ", "AAA",
                               "CV12G1", "CV1AA1GQ", "AB1AA", "CVA1GQ"}) {
    CAPTURE(postcode);
    CHECK_FALSE(has_uk_shape(postcode));
  }
}

TEST_CASE("a record is standardised field by field and its storage reused") {
  Standardiser standardiser;
  RawRecord raw;
  raw.cells[Field::forename] = "Zoë";
  raw.cells[Field::surname] = "Van Dyke";
  raw.cells[Field::sex] = "5";
  StandardRecord record;
  standardiser.standardise(raw, record);
  CHECK(record.values[Field::forename] == "ZOE");
  CHECK(record.values[Field::surname] == "VANDYKE");
  CHECK(record.states[Field::sex] == CellState::invalid);
  CHECK(record.states[Field::town] == CellState::missing);
  standardiser.standardise(RawRecord{}, record);
  for (const std::string& value : record.values.values) CHECK(value.empty());
  for (const CellState state : record.states.values) CHECK(state == CellState::missing);
}

TEST_CASE("the Unicode version is a number and a number") {
  const std::string version = unicode_version();
  CHECK(version.find_first_not_of("0123456789.") == std::string::npos);
  CHECK(version.find('.') != std::string::npos);
}

}  // namespace
}  // namespace tally::encoder::standardise_test
