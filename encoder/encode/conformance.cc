#include "encoder/encode/conformance.h"

#include <algorithm>
#include <iterator>

#include "encoder/hash/row_encoder.h"
#include "encoder/standardise/standardise.h"
#include "protocol/agreement/templates.h"

namespace tally::encoder {
namespace {

// Holders compare these: a change of any cell is a new kStandardiserVersion. Cells in the
// order of Field: forename, middle names, surname, date of birth, sex, postcode, house, street,
// town, other 1, other 2, NHS number, UPN, ULN.
// clang-format off
constexpr RawRecord kPeople[] = {
    // Plain Latin letters, every field.
    {1, "C01", {{"Alice", "Mary Jane", "Johnson", "2011-03-04", "F", "CV1 2AB", "12", "Hertford Street", "Coventry", "Sky Blues", "Year 7", "9434765919", "H801200001001", "9276308686"}}},
    {2, "C02", {{"ben", "", "carter", "2009-12-31", "m", "cv3 5qr", "7a", "st john's close", "leamington spa", "", "", "", "", ""}}},
    {3, "C03", {{"Bob", "Lee", "Ng", "2015-01-01", "1", "B1 1AA", "1", "A", "Ry", "x", "y", "", "", ""}}},
    // Latin letters with marks, and letters that Unicode does not take apart.
    {4, "C04", {{"Łukasz", "Stanisław", "Wójcik", "2010-05-17", "M", "CV6 5RG", "Flat 3", "Św. Jadwigi", "Łódź", "", "", "", "", ""}}},
    {5, "C05", {{"Ærø", "Øyvind", "Þórðarson", "2012-08-09", "M", "LE1 6ZG", "44", "Grønnegade", "Ålborg", "", "", "", "", ""}}},
    {6, "C06", {{"İpek", "Çağla", "Işık", "2013-11-30", "F", "N17 9EZ", "9", "Kırmızı Sokak", "İstanbul", "", "", "", "", ""}}},
    {7, "C07", {{"Nguyễn", "Thị Hồng", "Trần", "2008-02-14", "F", "SE8 4PA", "101B", "Đường Láng", "Hà Nội", "", "", "", "", ""}}},
    {8, "C08", {{"Zoë", "Renée", "Müller-Straße", "2014-07-07", "F", "DE56 2TY", "Œuvre House", "Großer Weg", "Köln", "Ünsal", "Ýr", "", "", ""}}},
    {9, "C09", {{"Siân", "Ffion", "Llŷr", "2011-09-01", "2", "LL57 2DG", "Tŷ Gwyn", "Ffordd y Môr", "Bangor", "", "", "", "", ""}}},
    {10, "C10", {{"Zoe\u0308", "Ame\u0301lie", "Fu\u0308rst", "2014-07-07", "F", "DE56 2TY", "3", "", "", "", "", "", "", ""}}},
    // Other scripts.
    {11, "C11", {{"Иван", "Сергеевич", "Щербаков", "2010-10-10", "M", "CV2 4NP", "5", "улица Ленина", "Москва", "", "", "", "", ""}}},
    {12, "C12", {{"Їжак", "", "Ґалаґан", "2012-03-21", "M", "M14 5RQ", "8", "", "Київ", "", "", "", "", ""}}},
    {13, "C13", {{"Γιώργος", "Ανδρέας", "Παπαδόπουλος", "2009-06-15", "M", "N22 7AY", "22", "Οδός Ερμού", "Αθήνα", "", "", "", "", ""}}},
    {14, "C14", {{"محمد", "عبد الله", "الأحمد", "2011-01-20", "M", "B10 0HH", "17", "شارع النيل", "دمشق", "", "", "", "", ""}}},
    {15, "C15", {{"רבקה", "", "כהן", "2013-04-05", "F", "NW11 9DN", "3", "רחוב הרצל", "תל אביב", "", "", "", "", ""}}},
    {16, "C16", {{"小明", "", "王", "2012-12-12", "M", "M1 4BH", "88", "南京路", "上海", "", "", "", "", ""}}},
    {17, "C17", {{"さくら", "", "田中", "2014-03-03", "F", "W3 0DA", "6", "", "とうきょう", "", "", "", "", ""}}},
    {18, "C18", {{"민준", "", "김", "2010-08-15", "M", "KT3 4DE", "2", "", "서울", "", "", "", "", ""}}},
    {19, "C19", {{"आरव", "कुमार", "शर्मा", "2009-11-14", "M", "LE4 6BF", "31", "गांधी मार्ग", "दिल्ली", "", "", "", "", ""}}},
    {20, "C20", {{"தமிழ்", "", "செல்வன்", "2011-07-19", "M", "HA0 4LL", "14", "", "சென்னை", "", "", "", "", ""}}},
    {21, "C21", {{"ਗੁਰਪ੍ਰੀਤ", "", "ਸਿੰਘ", "2013-09-28", "F", "WV2 4NG", "19", "", "ਅੰਮ੍ਰਿਤਸਰ", "", "", "", "", ""}}},
    {22, "C22", {{"রহিম", "", "উদ্দিন", "2008-05-05", "M", "E1 5JE", "40", "", "ঢাকা", "", "", "", "", ""}}},
    {23, "C23", {{"გიორგი", "", "Հակոբյան", "2010-02-11", "M", "SW7 5HF", "1", "", "თბილისი", "", "", "", "", ""}}},
    {24, "C24", {{"فاطمہ", "", "چوہدری", "2012-09-03", "F", "BD9 5HJ", "۲۳", "گلی", "لاہور", "", "", "", "", ""}}},
    {25, "C25", {{"Әсел", "", "Қасымова", "2013-02-22", "F", "EC1A 1BB", "9", "", "Шымкент", "", "", "", "", ""}}},
    {26, "C26", {{"සුනිල්", "", "පෙරේරා", "2011-06-30", "M", "HA1 1BQ", "4", "", "කොළඹ", "", "", "", "", ""}}},
    {27, "C27", {{"สมชาย", "", "ሰላም", "2012-06-24", "M", "SE15 5JR", "2", "", "", "", "", "", "", ""}}},
    // Apostrophes, hyphens, spaces, titles, suffixes, digits.
    {28, "C28", {{"D'Arcy", "", "O’Brien", "2010-03-17", "M", "BT1 5GS", "6-8", "St. Patrick’s Ave.", "Belfast", "", "", "", "", ""}}},
    {29, "C29", {{"Anne-Marie", "", "Smith - Jones", "2011-10-02", "F", "CV5  6EE", " 12 ", "  High   Street ", "Royal Leamington-Spa", "", "", "", "", ""}}},
    {30, "C30", {{"Mr John", "", "Smith Jr", "2009-01-31", "M", "CV4 7AL", "University House", "Kirby Corner Rd", "Coventry", "", "", "", "", ""}}},
    {31, "C31", {{"Miss", "", "Ms", "2009-02-28", "F", "", "", "", "", "", "", "", "", ""}}},
    {32, "C32", {{"T0m2", "", "Brown (known as Green)", "2010-07-22", "Male", "CV1-5FB", "No. 3", "1st Avenue", "Town2", "", "", "", "", ""}}},
    {33, "C33", {{"Mary Mary", "Ann Ann", "Banana", "2012-04-30", "Female", "SW1A 1AA", "10", "Anna Annabel Lane", "Nana", "", "", "", "", ""}}},
    // Full-width forms, characters that cannot be seen, digits of other scripts.
    {34, "C34", {{"Ａｌｅｘ", "So\u00ADphie", "Ben\u200Bnett", "2011-05-06", "M", "ＣＶ１ ２ＡＢ", "١٢", "५ Mill Lane", "Ｒｕｇｂｙ", "", "", "", "", ""}}},
    // Swapped names, one name only.
    {35, "C35", {{"Johnson", "", "Alice", "2011-04-03", "F", "CV1 2AB", "12", "Hertford Street", "Coventry", "", "", "9434765919", "", ""}}},
    {36, "C36", {{"", "", "Madonna", "1958-08-16", "F", "", "", "", "", "", "", "", "", ""}}},
    // Placeholders, and a whole row of nothing.
    {37, "C37", {{"Baby of Smith", "", "Unknown", "1900-01-01", "U", "ZZ99 3WZ", "N/K", "Not known", "-", "", "", "", "UN3", "9999999999"}}},
    {38, "C38", {{"Twin 1", "", "N/K", "9999-12-31", "9", "ZZ99 3VZ", ".", "XX", "TEST", "", "", "0000000000", "UN1", ""}}},
    {39, "C39", {{"", "", "", "", "", "", "", "", "", "", "", "", "", ""}}},
    // Dates: parts unknown, impossible, swapped; 29 February with and without a leap year.
    {40, "C40", {{"Tom", "", "Year", "2010-00-00", "M", "", "", "", "", "", "", "", "", ""}}},
    {41, "C41", {{"Tom", "", "Month", "2010-05-00", "M", "", "", "", "", "", "", "", "", ""}}},
    {42, "C42", {{"Tom", "", "Day", "0000-00-17", "M", "", "", "", "", "", "", "", "", ""}}},
    {43, "C43", {{"Tom", "", "Noyear", "0000-02-29", "M", "", "", "", "", "", "", "", "", ""}}},
    {44, "C44", {{"Tom", "", "Leap", "2012-02-29", "M", "", "", "", "", "", "", "", "", ""}}},
    {45, "C45", {{"Tom", "", "Noleap", "2011-02-29", "M", "", "", "", "", "", "", "", "", ""}}},
    {46, "C46", {{"Tom", "", "Thirteen", "2010-13-05", "M", "", "", "", "", "", "", "", "", ""}}},
    {47, "C47", {{"Tom", "", "Fortieth", "2010-05-40", "M", "", "", "", "", "", "", "", "", ""}}},
    {48, "C48", {{"Tom", "", "Nodate", "not a date", "M", "", "", "", "", "", "", "", "", ""}}},
    // Keys: spaced, lower case, temporary, and with a check digit that fails.
    {49, "C49", {{"Kay", "", "One", "2010-01-02", "F", "", "", "", "", "", "", "943 476 5919", "h801200001001", "9276308686"}}},
    {50, "C50", {{"Kay", "", "Two", "2010-01-03", "F", "", "", "", "", "", "", "6437927186", "U80120000100A", ""}}},
    {51, "C51", {{"Kay", "", "Three", "2010-01-04", "F", "", "", "", "", "", "", "6437927187", "G801200001001", "9276308687"}}},
    // Postcodes of another shape, and none.
    {52, "C52", {{"Pat", "", "Abroad", "2010-02-03", "F", "75008", "3 bis", "Rue de Rome", "Paris", "", "", "", "", ""}}},
    {53, "C53", {{"Pat", "", "Broken", "2010-02-04", "F", "CV1", "", "", "", "", "", "", "", ""}}},
    // Not UTF-8.
    {54, "C54", {{"Jos\xE9", "", "Broken", "2010-02-05", "M", "", "", "", "", "", "", "", "", ""}}},
};
// clang-format on
static_assert(std::size(kPeople) == kConformanceRows);

constexpr std::size_t kMemory = std::size_t{64} << 10;  // a few people repeat little

Reference numbered_reference(std::size_t n) {
  static_assert(std::size(kPeople) < 256);
  Reference reference;
  reference.bytes.back() = static_cast<std::uint8_t>(n);
  return reference;
}

}  // namespace

Status check_versions(const Encoding& agreed) {
  if (agreed.standardiser != kStandardiserVersion) {
    return refused("the agreement is for standardiser " + std::to_string(agreed.standardiser) +
                   ", this software has " + std::to_string(kStandardiserVersion));
  }
  if (agreed.unicode != unicode_version()) {
    return refused("the agreement is for Unicode " + agreed.unicode + ", this software has " +
                   unicode_version());
  }
  return {};
}

std::span<const RawRecord> conformance_people() {
  return kPeople;
}

Bytes encode_conformance(const Agreement& agreement, const RowLayout& layout,
                         const keys::Derivation& derivation) {
  const keys::Secret secret = derivation.conformance_secret();
  const keys::Derivation published(secret, agreement.terms().project,
                                   agreement.encoding_fingerprint());
  Standardiser standardiser;
  RowEncoder encoder(agreement.encoding(), layout, published, all_fields(), kNoDay, standardiser,
                     kMemory);
  Bytes rows;
  rows.reserve(conformance_people().size() * layout.row_size);
  for (std::size_t i = 0; i < conformance_people().size(); ++i) {
    const AdmittedRow person = AdmittedRow::made_up(conformance_people()[i]);
    const ByteView row = encoder.encode(numbered_reference(i), person).bytes();
    rows.insert(rows.end(), row.begin(), row.end());
  }
  return rows;
}

}  // namespace tally::encoder
