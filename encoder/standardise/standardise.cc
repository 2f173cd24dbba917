#include "encoder/standardise/standardise.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <array>
#include <cassert>
#include <cstdint>

#include "common/utf8.h"
#include "encoder/record/text.h"
#include "encoder/standardise/check_digits.h"
#include "encoder/standardise/dates.h"
#include "encoder/standardise/names.h"
#include "encoder/standardise/placeholders.h"
#include "encoder/standardise/postcode.h"
#include "encoder/standardise/sex.h"

namespace tally::encoder {
namespace {

// The steps, in order: remove apostrophes of every form and invisible characters, before
// compatibility forms turn them into spaces; bring each character to one form and one case, so that
// composed and decomposed, capital and small letters give the same; replace letters that ICU's
// rules lack with the nearest letter; then bring any script to Latin, and Latin to ASCII.
constexpr char16_t kRules[] =
    u":: NFD ;"
    u"[\\u0027 \\u0060 \\u00B4 \\u02B9-\\u02DF \\u055A \\u05F3 \\u1FBD \\u1FBF \\u1FFE \\u2018-"
    u" \\u201B \\u2032 \\u2035 \\uA78B \\uA78C \\uFF07 \\uFF40 [:Cf:]"
    u" [:Default_Ignorable_Code_Point:]] > ;"
    u":: NFKC ; :: Upper ; :: Lower ;"
    // The remains of apostrophes and of the Arabic stretching stroke after compatibility forms;
    // Gurmukhi tippi, treated as its twin bindi (Singh); letters of Urdu, Pashto, Kurdish, Uyghur.
    u"[\\u02BC \\u0640] > ; ੰ > ਂ ;"
    u"ٱ > ا ; ٹ > ت ; ټ > ت ; ڈ > د ; ډ > د ; ڑ > ر ; ړ > ر ; ڕ > ر ; ښ > ش ; ځ > ز ; څ > س ;"
    u"ګ > گ ; ڵ > ل ; ں > ن ; ڼ > ن ; ھ > ه ; ہ > ه ; ۂ > ه ; ۃ > ه ; ە > ه ; ۀ > ه ; ے > ی ;"
    u"ۓ > ی ; ې > ی ; ۍ > ی ; ێ > ی ; ۆ > و ; ۇ > و ; ۈ > و ;"
    u":: Any-Latin ; :: NFKC ;"
    // Characters for hard and soft signs, ayin and similar: dropped like apostrophes.
    u"[\\u02B0-\\u02FF] > ;"
    // Letters of Azeri, West African and Sami Latin, of Kazakh, Tatar and Tajik Cyrillic.
    u"ə > a ; ǝ > e ; ɔ > o ; ɣ > g ; ʒ > z ; ǯ > z ; ɵ > o ; ʊ > u ;"
    u"җ > j ; ң > n ; ө > o ; ү > u ; ұ > u ; һ > h ; ҳ > h ; ҷ > c ;"
    u":: Latin-ASCII ; :: Upper ; :: NFD ;";

icu::Transliterator* make_transliterator() {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  icu::Transliterator* made = icu::Transliterator::createFromRules(
      "tally", icu::UnicodeString(kRules), UTRANS_FORWARD, place, status);
  assert(U_SUCCESS(status) && "ICU's transliteration data is missing");
  return made;
}

bool is_in(UChar32 c, std::uint32_t categories) {
  return (U_GET_GC_MASK(c) & categories) != 0;
}

// Appends the plain text of a character outside ASCII: a digit as an ASCII digit; a letter that no
// rule brought to Latin as itself with its marks (an ideograph is a word); everything else as a
// space.
void append_plain(UChar32 c, icu::UnicodeString& out) {
  const bool after_kept_letter = !out.isEmpty() && out[out.length() - 1] >= 0x80;
  if (u_charDigitValue(c) >= 0) {
    out.append(static_cast<char16_t>('0' + u_charDigitValue(c)));
  } else if (is_in(c, U_GC_M_MASK) && !after_kept_letter) {
    return;
  } else if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) {
    out.append(u' ').append(c).append(u' ');
  } else if (is_in(c, U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) {
    out.append(c);
  } else {
    out.append(u' ');
  }
}

icu::UnicodeString plain(const icu::UnicodeString& latin) {
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < latin.length(); i = latin.moveIndex32(i, 1)) {
    const UChar32 c = latin.char32At(i);
    if (c < 0x80) {
      out.append(c);
    } else {
      append_plain(c, out);
    }
  }
  return out;
}

}  // namespace

std::string unicode_version() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

struct Standardiser::State {
  std::unique_ptr<icu::Transliterator> transliterator;
  std::string latin;
  std::string scratch;

  // Brings UTF-8 outside ASCII to this->latin; false if it is not UTF-8.
  bool latinise(std::string_view text);
  // For text that is trimmed, not empty, and ASCII except for letters without a Latin form.
  CellState apply_rules(Field field, std::string_view text, std::string& out);
};

bool Standardiser::State::latinise(std::string_view text) {
  std::array<char16_t, kMaxValue> units;
  std::int32_t size = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(units.data(), kMaxValue, &size, text.data(), static_cast<std::int32_t>(text.size()),
                &status);
  if (U_FAILURE(status)) return false;
  if (!transliterator) transliterator.reset(make_transliterator());
  icu::UnicodeString unicode(units.data(), size);
  transliterator->transliterate(unicode);
  latin.clear();
  plain(unicode).toUTF8String(latin);
  return true;
}

CellState Standardiser::State::apply_rules(Field field, std::string_view text, std::string& out) {
  switch (field) {
    case Field::forename:
    case Field::middle_names:
    case Field::surname:
      return standardise_name(field, text, out, scratch);
    case Field::date_of_birth:
      return standardise_date(text, out, scratch);
    case Field::sex:
      return standardise_sex(text, out, scratch);
    case Field::postcode:
      return standardise_postcode(text, out, scratch);
    case Field::house:
    case Field::street:
    case Field::town:
    case Field::other_1:
    case Field::other_2:
      separate_words(text, out);
      return is_placeholder(field, out) ? CellState::placeholder : CellState::present;
    case Field::nhs_number:
    case Field::upn:
    case Field::uln:
      return standardise_key(field, text, out, scratch);
  }
  assert(false && "no such field");
  return CellState::invalid;
}

Standardiser::Standardiser() : state_(std::make_unique<State>()) {}
Standardiser::~Standardiser() = default;
Standardiser::Standardiser(Standardiser&&) noexcept = default;
Standardiser& Standardiser::operator=(Standardiser&&) noexcept = default;

CellState Standardiser::standardise(Field field, std::string_view cell, std::string& out) {
  out.clear();
  std::string_view text = trim(cell);
  if (text.empty()) return CellState::missing;
  if (text.size() > kMaxValue) return CellState::invalid;
  if (!is_ascii(text)) {
    if (!state_->latinise(text)) return CellState::invalid;
    text = trim(state_->latin);
    if (text.size() > kMaxValue) return CellState::invalid;
  }
  const CellState state = state_->apply_rules(field, text, out);
  if (state != CellState::present) out.clear();
  return state;
}

void Standardiser::standardise(const RawRecord& raw, StandardRecord& out) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    out.states[field] = standardise(field, raw.cells[field], out.values[field]);
  }
}

}  // namespace tally::encoder
