#include "protocol/agreement/agreement.h"

#include "tests/unit/common/temporary_folder.h"
#include "tests/unit/protocol/vectors.h"

namespace tally::agreement_test {
namespace {

using namespace protocol_vectors;

constexpr const char* kNames[] = {"single", "grouped",   "detailed", "amended",
                                  "banded", "few_bands", "hardened"};

TEST_CASE("an agreement that is parsed prints the same bytes") {
  for (const char* name : kNames) {
    CAPTURE(name);
    const std::string file = read(std::string(name) + ".agreement.json");
    const Result<Agreement> parsed = Agreement::parse(file);
    REQUIRE(parsed);
    CHECK(parsed.value().text() == file);
    const Result<Agreement> made = Agreement::make(parsed.value().terms());
    REQUIRE(made);
    CHECK(made.value().text() == file);
    CHECK(made.value().fingerprint() == parsed.value().fingerprint());
  }
}

TEST_CASE("fingerprints are those of the vectors") {
  for (const Json& vector : list(vectors(), "agreements")) {
    CAPTURE(text(vector, "file"));
    const Agreement parsed = agreement(text(vector, "file"));
    CHECK(parsed.fingerprint() == id<Digest>(vector, "fingerprint"));
    CHECK(parsed.encoding_fingerprint() == id<Digest>(vector, "encoding_fingerprint"));
  }
}

TEST_CASE("an amended policy keeps the fingerprint of the encoding and so its keys") {
  const Agreement before = agreement("detailed.agreement.json");
  const Agreement after = agreement("amended.agreement.json");
  CHECK(before.encoding_fingerprint() == after.encoding_fingerprint());
  CHECK(before.fingerprint() != after.fingerprint());
  CHECK(after.terms().amends == before.fingerprint());
}

TEST_CASE("parsing gives the terms that were written") {
  const Agreement amended = agreement("amended.agreement.json");
  const AgreementTerms& terms = amended.terms();
  CHECK(terms.purpose == Purpose::linkage);
  CHECK(terms.title == "Example of detailed filters: Cyngor Sŵn y Môr");
  CHECK(terms.parties[0].has(Party::Role::key_maker));
  CHECK_FALSE(terms.parties[1].has(Party::Role::key_maker));
  const Column* birth = terms.encoding.find("birth");
  REQUIRE(birth);
  CHECK(birth->needs == Field::date_of_birth);
  CHECK(birth->features[0].tokens == Tokens::date_digits);
  CHECK(birth->features[0].insertions == Insertions::per_token);
  CHECK(birth->features[0].count == 10);
  CHECK(terms.encoding.find("upn")->key == Field::upn);
  CHECK_FALSE(terms.encoding.find("names"));
  CHECK_FALSE(terms.datasets[1].required);
  CHECK(terms.policy.passes[2].score == std::vector<std::string>{"given", "surname", "birth"});
  CHECK(terms.policy.passes[2].threshold == PassThreshold{PassThreshold::Unit::bits, 12500});
  CHECK(terms.policy.fallback.value == 900);
  CHECK(terms.releases[0].datasets == std::vector<std::string>{"right"});
  CHECK_FALSE(terms.releases[0].flags);
  CHECK(print_time(terms.retention.ends) == "2036-02-29T23:59:59Z");
  CHECK(terms.retention.submission_days == 3660);
  CHECK(at(amended.dataset("right").value()) == 1);
  REQUIRE_FALSE(amended.dataset("middle"));
  CHECK(amended.dataset("middle").error().code == Errc::refused);
}

TEST_CASE("hardening belongs to filters and is part of the encoding") {
  const Agreement hardened = agreement("hardened.agreement.json");
  const Encoding& encoding = hardened.encoding();
  REQUIRE(encoding.find("person")->hardening);
  CHECK(encoding.find("person")->hardening->kind == Hardening::Kind::diffusion);
  CHECK(encoding.find("person")->hardening->count == 3);
  REQUIRE(encoding.find("names")->hardening);
  CHECK(encoding.find("names")->hardening->kind == Hardening::Kind::saul);
  CHECK_FALSE(encoding.find("other_1")->hardening);
  AgreementTerms terms = hardened.terms();
  terms.encoding.columns[0].hardening->count = 4;
  CHECK(Agreement::make(terms).value().encoding_fingerprint() != hardened.encoding_fingerprint());
}

TEST_CASE("an agreement may fix the text of a profile by its digest") {
  const Agreement without = agreement("single.agreement.json");
  AgreementTerms terms = without.terms();
  terms.datasets[0].profile_text = Digest{{7}};
  const Agreement with = Agreement::make(terms).value();
  const std::string line = "      \"profile_text\": \"07" + std::string(62, '0') + "\",\n";
  std::string text = with.text();
  REQUIRE(text.find(line) != std::string::npos);
  CHECK(Agreement::parse(text).value().terms().datasets[0].profile_text == Digest{{7}});
  CHECK_FALSE(Agreement::parse(text).value().terms().datasets[1].profile_text);
  CHECK(text.erase(text.find(line), line.size()) == without.text());
  CHECK(with.encoding_fingerprint() == without.encoding_fingerprint());
}

TEST_CASE("parties are found by name and by role and by signing certificate") {
  const Agreement grouped = agreement("grouped.agreement.json");
  const Party* linker = grouped.party("linker");
  REQUIRE(linker);
  CHECK(grouped.party(Party::Role::linker) == linker);
  CHECK(grouped.party(Party::Role::holder)->name == "health");
  CHECK(grouped.party(Party::Role::governance)->name == "governance");
  CHECK(grouped.signer(linker->signing) == linker);
  CHECK_FALSE(grouped.signer(linker->opening));
  CHECK_FALSE(grouped.party("nobody"));
  CHECK_FALSE(agreement("single.agreement.json").party(Party::Role::governance));
}

TEST_CASE("text that is not in the canonical form is malformed") {
  const std::string good = read("single.agreement.json");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  std::string hardened_in_another_order = read("hardened.agreement.json");
  const std::string entry =
      "      {\n        \"column\": \"person\",\n        \"kind\": \"diffusion\",\n"
      "        \"t\": 3\n      },\n";
  hardened_in_another_order.erase(hardened_in_another_order.find(entry), entry.size());
  hardened_in_another_order.insert(
      hardened_in_another_order.find("      {\n        \"column\": \"address\""), entry);
  const std::string cases[] = {
      "",
      good + "\n",
      good.substr(0, good.size() - 1),
      "\xEF\xBB\xBF" + good,
      " " + good,
      with("\n", "\r\n"),
      with("  \"purpose\"", "\t\"purpose\""),
      with("\"purpose\": ", "\"purpose\":"),
      with("\"Example of", "\"\\u0045xample of"),
      with("\"hardening\": []", "\"hardening\": [\n    ]"),
      hardened_in_another_order,
      with("1024", "1024.0"),
      with("1024", "1.024e3"),
      with("1024", "01024"),
      with("\"bits\": 130", "\"bits\": 130,\n            \"bits\": 130"),
      with("\"title\": ", "\"title\": \"Another\",\n  \"title\": "),
  };
  for (const std::string& text : cases) {
    CAPTURE(&text - cases);
    const Result<Agreement> parsed = Agreement::parse(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::malformed);
  }
}

TEST_CASE("a missing byte is found anywhere") {
  const std::string good = read("single.agreement.json");
  const Digest fingerprint = agreement("single.agreement.json").fingerprint();
  for (std::size_t i = 0; i < good.size(); ++i) {
    const Result<Agreement> parsed = Agreement::parse(good.substr(0, i) + good.substr(i + 1));
    CAPTURE(i);
    CHECK((!parsed || parsed.value().fingerprint() != fingerprint));
  }
}

TEST_CASE("every error of loading names the file") {
  const TemporaryFolder folder;
  const std::string good = read("single.agreement.json");
  const std::string path = folder.put("a.json", good + "\n");
  const Result<Agreement> loaded = Agreement::load(path);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().message.starts_with(path + ": line "));
  CHECK(Agreement::load(folder / "absent").error().code == Errc::io);
  CHECK(Agreement::load(folder.put("b.json", std::string((1 << 20) + 1, ' '))).error().code ==
        Errc::malformed);
}

}  // namespace
}  // namespace tally::agreement_test
