#include "protocol/drafting/draft_text.h"

#include <map>

#include "protocol/drafting/draft_template.h"
#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::draft_text_test {
namespace {

using namespace protocol_vectors;

// A card for every path except "absent"; equal paths give the same card.
Result<PartyCard> made_up_card(const std::string& path) {
  static std::map<std::string, PartyCard> cards;
  if (path == "absent") return io_error("absent: cannot be read");
  const auto found = cards.find(path);
  if (found != cards.end()) return found->second;
  const Time from = *parse_date("2026-01-01"), to = *parse_date("2027-01-01");
  const auto certificate = [&](KeyUse use) {
    return PrivateKey::generate().self_signed(path, use, from, to);
  };
  return cards.emplace(path, PartyCard{certificate(KeyUse::signing), certificate(KeyUse::opening)})
      .first->second;
}

Result<Draft> parse(std::string_view text) {
  return parse_draft(text, "draft.txt", made_up_card);
}

constexpr std::string_view kSmall =
    "title: A test\n"
    "party a: key_maker, holder; card a.pem\n"
    "party b: holder; card b.pem\n"
    "\n"
    "  # a comment\n"
    "party l: linker; card l.pem\n"
    "party x: analyst; card x.pem\r\n"
    "dataset one: held by a; profile person; fields local_id, surname, upn\n"
    "dataset two: optional; fields surname ,upn; held by b; rows 3; profile person; duplicates "
    "yes\n"
    "keys: upn\n"
    "release to x: two, one; flags yes; small counts 5\n"
    "submissions last: 30 days\n"
    "secret destroyed by: 2028-02-29\n"
    "ends: 2028-01-31";

TEST_CASE("every printed template makes an agreement") {
  for (const DraftTemplate& known : draft_templates()) {
    CAPTURE(known.name);
    const Result<Draft> draft = parse(known.text());
    REQUIRE(draft);
    const Result<Agreement> made = Agreement::make(draft_terms(draft.value()));
    REQUIRE(made);
    CHECK(made.value().terms().purpose == Purpose::linkage);
    CHECK(made.value().party("insights") != nullptr);
  }
}

TEST_CASE("the template for councils encodes only the UPN") {
  const Draft draft = parse(draft_templates()[1].text()).value();
  const AgreementTerms terms = draft_terms(draft);
  REQUIRE(terms.datasets.size() == 3);
  for (const Dataset& dataset : terms.datasets) {
    CHECK(field_names(dataset.fields) == std::vector<std::string>{"upn"});
  }
}

TEST_CASE("each line says one fact") {
  const Result<Draft> parsed = parse(kSmall);
  REQUIRE(parsed);
  const AgreementTerms terms = Agreement::make(draft_terms(parsed.value())).value().terms();
  CHECK(terms.title == "A test");
  CHECK(terms.purpose == Purpose::linkage);
  CHECK(terms.parties[0].roles == std::vector{Party::Role::holder, Party::Role::key_maker});
  CHECK(terms.parties[0].card() == card_fingerprint(made_up_card("a.pem").value()));
  CHECK(terms.datasets[0].required);
  CHECK_FALSE(terms.datasets[0].duplicates);
  CHECK(terms.datasets[1].holder == "b");
  CHECK(terms.datasets[1].rows_per_record == 3);
  CHECK(terms.datasets[1].duplicates);
  CHECK_FALSE(terms.datasets[1].required);
  CHECK(terms.datasets[1].columns == std::vector<std::string>{"person", "names", "upn"});
  CHECK(terms.releases[0].datasets == std::vector<std::string>{"one", "two"});
  CHECK(terms.releases[0].flags);
  CHECK(terms.releases[0].small_counts == 5);
  CHECK(print_time(terms.retention.ends) == "2028-01-31T23:59:59Z");
  CHECK(print_time(terms.retention.secret_destroyed) == "2028-02-29T23:59:59Z");
  CHECK(terms.retention.submission_days == 30);
}

TEST_CASE("a seed makes a rehearsal and a level makes its columns") {
  const Result<Draft> parsed = parse(std::string(kSmall) + "\nrehearsal-seed: 7\nlevel: single\n");
  REQUIRE(parsed);
  CHECK(parsed.value().rehearsal_seed == 7);
  CHECK(parsed.value().level == Level::single);
}

TEST_CASE("an agreed hardening is that of every filter") {
  const auto columns = [](const std::string& line) {
    const Result<Draft> parsed = parse(std::string(kSmall) + "\n" + line);
    REQUIRE(parsed);
    return Agreement::make(draft_terms(parsed.value())).value().encoding().columns;
  };
  CHECK_FALSE(columns("hardening: none")[0].hardening);
  for (const Column& column : columns("hardening: diffusion 3")) {
    CHECK(column.hardening.has_value() == (column.kind == Column::Kind::filter));
    if (column.hardening) CHECK(column.hardening->kind == Hardening::Kind::diffusion);
    if (column.hardening) CHECK(column.hardening->count == 3);
  }
  CHECK(columns("hardening: saul 1")[0].hardening->kind == Hardening::Kind::saul);
}

TEST_CASE("a profile has a name and may have the digest of its text") {
  const std::string hex(64, 'a');
  std::string text(kSmall);
  const std::string_view from = "profile person;";
  text.replace(text.find(from), from.size(), "profile school_census_2042  sha256:" + hex + ";");
  const Result<Draft> parsed = parse(text);
  REQUIRE(parsed);
  const AgreementTerms terms = draft_terms(parsed.value());
  CHECK(terms.datasets[0].profile == "school_census_2042");
  REQUIRE(terms.datasets[0].profile_text);
  CHECK(to_hex(terms.datasets[0].profile_text->bytes) == hex);
  CHECK(terms.datasets[1].profile == "person");
  CHECK_FALSE(terms.datasets[1].profile_text);
}

TEST_CASE("an agreed threshold goes into the person pass") {
  const auto pass = [](const std::string& lines) {
    const Result<Draft> parsed = parse(std::string(kSmall) + "\n" + lines);
    REQUIRE(parsed);
    return Agreement::make(draft_terms(parsed.value())).value().terms().policy;
  };
  CHECK(pass("").passes.back().rule == Rule::without_truth);
  CHECK(pass("").fallback.value == 800);
  CHECK(pass("threshold: estimated\n").passes.back().rule == Rule::without_truth);
  CHECK(pass("fallback threshold: 0.85 Dice\n").fallback.value == 850);
  const Pass bits = pass("threshold: 12.5 bits").passes.back();
  CHECK(bits.rule == Rule::threshold);
  CHECK(bits.threshold == PassThreshold{PassThreshold::Unit::bits, 12500});
  CHECK(bits.score == std::vector<std::string>{"names"});
  const Pass dice = pass("threshold: 0.905 Dice").passes.back();
  CHECK(dice.threshold == PassThreshold{PassThreshold::Unit::dice, 905});
  CHECK(dice.score.empty());
}

struct Fault {
  const char* from;  // replaced in kSmall
  const char* to;
  const char* message;
};

const Fault kFaults[] = {
    {"title: A test\n", "", "draft.txt: the line \"title: ...\" is missing"},
    {"ends: 2028-01-31", "", "draft.txt: the line \"ends: ...\" is missing"},
    {"submissions last: 30 days\n", "", "draft.txt: the line \"submissions last: ...\" is missing"},
    {"secret destroyed by: 2028-02-29\n", "",
     "draft.txt: the line \"secret destroyed by: ...\" is missing"},
    {"title: A test", "Marigold", "draft.txt:1: expected \"fact: ...\""},
    {"title: A test", "Title: A test", "draft.txt:1: the template has no such fact"},
    {"title: A test", "title x: A test", "draft.txt:1: the template has no such fact"},
    {"party a:", "party:", "draft.txt:2: the template has no such fact"},
    {"party a:", "partya:", "draft.txt:2: the template has no such fact"},
    {"party a:", "party Marigold:", "draft.txt:2: not a valid name"},
    {"party b:", "party a:", "draft.txt:3: given twice"},
    {"keys: upn", "keys: upn\nkeys: upn", "draft.txt:11: given twice"},
    {"party b: holder", "party b: Marigold",
     "draft.txt:3: not one of holder, key_maker, linker, analyst, governance"},
    {"; card b.pem", "", "draft.txt:3: \"card ...\" is missing"},
    {"card b.pem", "card absent", "draft.txt:3: absent: cannot be read"},
    {"card b.pem", "card b.pem; Marigold",
     "draft.txt:3: this line must not have this part, or has it twice"},
    {"held by a; ", "", "draft.txt:8: \"held by ...\" is missing"},
    {"held by a", "held by Marigold", "draft.txt:8: held by: not a valid name"},
    {"profile person; fields local_id", "fields local_id",
     "draft.txt:8: \"profile ...\" is missing"},
    {"profile person; fields local_id", "profile ../x; fields local_id",
     "draft.txt:8: profile: not a valid name"},
    {"profile person; fields local_id", "profile person Marigold; fields local_id",
     "draft.txt:8: profile: expected \"NAME\" or \"NAME sha256:HEX\""},
    {"profile person; fields local_id", "profile person sha256:Marigold; fields local_id",
     "draft.txt:8: profile: sha256: must be 64 lower-case hexadecimal digits"},
    {"local_id, surname", "local_id, Marigold", "draft.txt:8: fields: item 2: not a field"},
    {"local_id, surname", "surname, surname", "draft.txt:8: fields: item 2: given twice"},
    {"rows 3", "rows", "draft.txt:9: rows: not a whole number in range"},
    {"rows 3", "rows -3", "draft.txt:9: rows: not a whole number in range"},
    {"rows 3", "rows 3; rows 4", "draft.txt:9: this line must not have this part, or has it twice"},
    {"duplicates yes", "duplicates maybe", "draft.txt:9: duplicates: not one of no, yes"},
    {"optional;", "optional Marigold;", "draft.txt:9: unexpected text after \"optional\""},
    {"keys: upn", "keys: surname", "draft.txt:10: not a linking key"},
    {"keys: upn", "keys: upn, uln", "draft.txt:10: no data set has uln"},
    {"two, one", "two,, one", "draft.txt:11: not a valid name"},
    {"two, one", "two, three", "draft.txt:11: there is no data set \"three\""},
    {"; flags yes", "", "draft.txt:11: \"flags ...\" is missing"},
    {"small counts 5", "small counts few",
     "draft.txt:11: small counts: not a whole number in range"},
    {"30 days", "30", "draft.txt:12: expected \"N days\""},
    {"30 days", "a few days", "draft.txt:12: not a whole number in range"},
    {"2028-02-29", "2027-02-29", "draft.txt:13: not a date (YYYY-MM-DD)"},
    {"ends: 2028-01-31", "ends: next year", "draft.txt:14: not a date (YYYY-MM-DD)"},
    {"keys: upn", "level: best", "draft.txt:10: not one of single, grouped, detailed, banded"},
    {"keys: upn", "threshold: high", "draft.txt:10: expected \"N.NNN Dice\""},
    {"keys: upn", "threshold: 0.8501 Dice", "draft.txt:10: not a number with up to three decimals"},
    {"keys: upn", "threshold: 1. Dice", "draft.txt:10: not a number with up to three decimals"},
    {"keys: upn", "threshold: .5 Dice", "draft.txt:10: not a whole number in range"},
    {"keys: upn", "threshold: 0.-5 Dice", "draft.txt:10: not a whole number in range"},
    {"keys: upn", "threshold: 70000 bits", "draft.txt:10: not a whole number in range"},
    {"keys: upn", "hardening: salt 3", "draft.txt:10: not one of diffusion, saul"},
    {"keys: upn", "hardening: diffusion", "draft.txt:10: not a whole number in range"},
    {"keys: upn", "level: banded\nhardening: saul 3",
     "draft.txt:11: nothing is hardened at the level banded"},
    {"keys: upn", "level: single\nthreshold: 5 bits",
     "draft.txt:11: nothing is scored at the level single"},
    {"keys: upn", "level: banded\nthreshold: 0.8 Dice", "draft.txt:11: bands have no Dice"},
    {"keys: upn", "fallback threshold: 5 bits", "draft.txt:10: expected \"N.NNN Dice\""},
    {"keys: upn", "rehearsal-seed: x", "draft.txt:10: not a whole number in range"},
};

TEST_CASE("a line that cannot be read is malformed and its text is never shown") {
  for (const Fault& fault : kFaults) {
    CAPTURE(fault.from);
    CAPTURE(fault.to);
    std::string text(kSmall);
    const std::string from = fault.from;
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), fault.to);
    const Result<Draft> parsed = parse(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message == fault.message);
    CHECK(parsed.error().message.find("Marigold") == std::string::npos);
  }
}

TEST_CASE("paths of cards are relative to the folder of the template") {
  const TemporaryFolder folder;
  const PartyCard card = made_up_card("a").value();
  folder.put("a.pem", card.signing.pem() + card.opening.pem());
  const std::string path =
      folder.put("draft.txt",
                 "title: T\nparty a: holder; card a.pem\nsubmissions last: 1 days\n"
                 "secret destroyed by: 2028-02-29\nends: 2028-02-29\n");
  const Result<Draft> loaded = load_draft(path);
  REQUIRE(loaded);
  CHECK(loaded.value().parties[0].signing == card.signing.digest());
  CHECK(load_draft(folder.put("b.txt", "party b: holder; card b.pem\n"))
            .error()
            .message.starts_with(folder / "b.txt:1: "));
  CHECK(load_draft(folder / "none").error().code == Errc::io);
}

}  // namespace
}  // namespace tally::draft_text_test
