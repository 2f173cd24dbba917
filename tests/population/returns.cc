// The two statutory returns of a child: children in need (XML, schema of 2025) and looked after
// (SSDA903, as CSV and as XML).
#include <algorithm>
#include <array>

#include "tests/population/case_file.h"
#include "tests/population/dates.h"
#include "tests/population/rates_city.h"

namespace tally::population {
namespace {

using std::chrono::days;

std::uint64_t number_of(const CaseFile& child) {
  return std::stoull(child.id);
}

std::string iso_if(const std::optional<Day>& day) {
  return day ? iso(*day) : std::string();
}

void add_identifiers(const CaseFile& child, Xml& xml) {
  xml.open("ChildIdentifiers")
      .leaf("LAchildID", child.id)
      .leaf_if("UPN", child.upn)
      .leaf_if("FormerUPN", child.former_upn)
      .leaf_if("UPNunknown", child.no_upn)
      .leaf_if("PersonBirthDate", iso_if(child.born))
      .leaf_if("ExpectedPersonBirthDate", iso_if(child.expected))
      .leaf("Sex", child.sex)
      .leaf_if("PersonDeathDate", iso_if(child.died))
      .close();
}

void add_protection_plan(const CaseFile& child, Stream& stream, Xml& xml) {
  static constexpr std::array<std::string_view, 4> kAbuse = {"NEG", "EMO", "PHY", "SAB"};
  const std::string_view abuse = stream.pick(kAbuse);
  const Day last = child.closed.value_or(kReferenceDay);
  xml.open("ChildProtectionPlans")
      .leaf("CPPstartDate", iso(std::min(child.referred + days{30}, last)))
      .leaf_if("CPPendDate", iso_if(child.closed))
      .leaf("InitialCategoryOfAbuse", abuse)
      .leaf("LatestCategoryOfAbuse", abuse)
      .leaf("NumberOfPreviousCPP", std::to_string(stream.below(3)))
      .close();
}

void add_details(const CaseFile& child, Stream& stream, Xml& xml) {
  static constexpr std::array<std::string_view, 6> kSources = {"1A", "2A", "3A", "4", "5B", "6"};
  static constexpr std::array<std::string_view, 6> kNeeds = {"N1", "N1", "N2", "N4", "N5", "N8"};
  static constexpr std::array<std::string_view, 4> kFactors = {"3B", "4B", "16A", "17A"};
  xml.open("CINdetails")
      .leaf("CINreferralDate", iso(child.referred))
      .leaf("ReferralSource", stream.pick(kSources))
      .leaf("PrimaryNeedCode", stream.pick(kNeeds))
      .leaf_if("CINclosureDate", iso_if(child.closed))
      .leaf_if("ReasonForClosure", child.reason_closed)
      .open("Assessments")
      .leaf("AssessmentActualStartDate", iso(child.referred))
      .open("FactorsIdentifiedAtAssessment")
      .leaf("AssessmentFactors", stream.pick(kFactors))
      .close()
      .close()
      .leaf("ReferralNFA", "0");
  if (child.protection_plan) add_protection_plan(child, stream, xml);
  xml.close();
}

// A stay in a placement.
struct Episode {
  Day from;
  std::optional<Day> until;
  std::string why_begun, legal_status, need, place, provider, why_ended, why_changed;
  std::string home_postcode, placement_postcode, urn;
};

std::vector<Episode> episodes_of(const CaseFile& child, std::uint64_t seed) {
  static constexpr std::array<std::string_view, 4> kStatus = {"C1", "C2", "V2", "E1"};
  static constexpr std::array<std::string_view, 4> kFostered = {"U4", "U6", "U1", "U5"};
  static constexpr std::array<std::string_view, 4> kEnded = {"E4A", "E8", "E13", "E3"};
  Stream stream(seed, number_of(child), Purpose::care, 1);
  const Life::Care& care = *child.care;
  const Day last = care.until.value_or(kReferenceDay);
  const std::string status{stream.pick(kStatus)};
  std::vector<Day> begins{care.since};
  // Moves between placements, the last within the time in care.
  for (std::uint32_t moves = stream.below(3); moves > 0; --moves) {
    const Day next = begins.back() + days{30 + stream.below(400)};
    if (next < last) begins.push_back(next);
  }
  std::vector<Episode> episodes;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const bool final = i + 1 == begins.size();
    Episode one{begins[i],
                final ? care.until : std::optional(begins[i + 1]),
                i == 0 ? "S" : "P",
                status,
                care.unaccompanied ? "N8" : "N1",
                std::string(stream.pick(kFostered)),
                "PR1",
                {},
                {},
                child.home_postcode,
                child.placement_postcode,
                std::to_string(1'000'000 + stream.below(200'000))};
    if (care.in_home) one.place = "K2";
    if (child.adopted) one.place = "A5";  // no postcodes are given for it
    if (!final) one.why_ended = "X1";
    if (!final) one.why_changed = "CARPL";
    if (final && care.until) one.why_ended = child.adopted ? "E11" : stream.pick(kEnded);
    episodes.push_back(std::move(one));
  }
  return episodes;
}

std::string with_slashes_if(const std::optional<Day>& day) {
  return day ? with_slashes(*day) : std::string();
}

// The return requires one or the other for every child.
std::string upn_or_reason(const CaseFile& child) {
  if (!child.upn.empty()) return child.upn;
  return child.no_upn.empty() ? "UN4" : child.no_upn;
}

}  // namespace

void add_to_cin_census(const CaseFile& child, std::uint64_t seed, Xml& xml) {
  static constexpr std::array<std::string_view, 12> kDisabilities = {
      "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "NONE", "LD", "AUT", "BEH", "COMM"};
  Stream stream(seed, number_of(child), Purpose::layout, 2);
  xml.open("Child");
  add_identifiers(child, xml);
  xml.open("ChildCharacteristics")
      .leaf("Ethnicity", child.ethnicity)
      .open("Disabilities")
      .leaf("Disability", stream.pick(kDisabilities))
      .close()
      .close();
  add_details(child, stream, xml);
  xml.close();
}

void add_to_ssda903(const CaseFile& child, std::uint64_t seed, Xml& xml) {
  xml.open("CHILD")
      .open("HEADER")
      .leaf("CHILDID", child.id)
      .leaf("UPN", upn_or_reason(child))
      .leaf("SEX", child.sex)
      .leaf("DOB", with_slashes_if(child.born))
      .leaf("ETHNIC", child.ethnicity)
      .leaf("UASC", child.care->unaccompanied ? "1" : "")
      .leaf("MOTHER", child.child_born.empty() ? "" : "1")
      .leaf("MC_DOB", child.child_born)
      .close();
  for (const Episode& one : episodes_of(child, seed)) {
    xml.open("EPISODE")
        .leaf("DECOM", with_slashes(one.from))
        .leaf("RNE", one.why_begun)
        .leaf("LS", one.legal_status)
        .leaf("CIN", one.need)
        .leaf("PL", one.place)
        .leaf("PL_POST", one.placement_postcode)
        .leaf("HOME_POST", one.home_postcode)
        .leaf("URN", one.urn)
        .leaf("PLACE_PROVIDER", one.provider)
        .leaf("DEC", with_slashes_if(one.until))
        .leaf("REC", one.why_ended)
        .leaf("REASON_PLACE_CHANGE", one.why_changed)
        .close();
  }
  xml.close();
}

Status add_to_ssda903(const CaseFile& child, std::uint64_t seed, Table& header, Table& episodes) {
  TRY(header.set("CHILD", child.id)
          .set("SEX", child.sex)
          .set("DOB", with_slashes_if(child.born))
          .set("ETHNIC", child.ethnicity)
          .set("UPN", upn_or_reason(child))
          .set("MOTHER", child.child_born.empty() ? "" : "1")
          .set("MC_DOB", child.child_born)
          .end_row());
  for (const Episode& one : episodes_of(child, seed)) {
    TRY(episodes.set("CHILD", child.id)
            .set("DECOM", with_slashes(one.from))
            .set("RNE", one.why_begun)
            .set("LS", one.legal_status)
            .set("CIN", one.need)
            .set("PLACE", one.place)
            .set("PLACE_PROVIDER", one.provider)
            .set("DEC", with_slashes_if(one.until))
            .set("REC", one.why_ended)
            .set("REASON_PLACE_CHANGE", one.why_changed)
            .set("HOME_POST", one.home_postcode)
            .set("PL_POST", one.placement_postcode)
            .set("URN", one.urn)
            .end_row());
  }
  return {};
}

}  // namespace tally::population
