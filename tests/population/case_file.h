// Social care's case file of one child. All its files agree: the case-management tables and the two
// returns come from one system.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/population/lives.h"
#include "tests/population/table.h"

namespace tally::population {

struct CaseFile {
  std::string id;                       // LAchildID, CHILD, pers_person_id
  std::string upn, former_upn, no_upn;  // no_upn: UN1 to UN5, if there is no UPN
  std::string nhs_number, forename, surname;
  std::optional<Day> born, expected, died;
  std::string sex;  // M, F, U
  std::string ethnicity;
  Day referred;
  std::optional<Day> closed;
  std::string reason_closed;
  bool protection_plan = false;

  struct Home {
    Day from;
    std::optional<Day> until;
    Address address;
    bool placement;
  };
  std::vector<Home> homes;  // the latest first
  std::optional<Life::Care> care;
  std::string home_postcode, placement_postcode;  // of the time in care
  bool adopted = false;                           // which ended the time in care
  std::string child_born;                         // of a mother in care: dd/mm/yyyy
};

CaseFile case_file(const Lives& lives, const Subject& subject);
CaseFile case_file(const Lives& lives, const Family& family, const Unborn& unborn);

// A file with one element or row for the child.
void add_to_cin_census(const CaseFile& child, std::uint64_t seed, Xml& xml);
void add_to_ssda903(const CaseFile& child, std::uint64_t seed, Xml& xml);
Status add_to_ssda903(const CaseFile& child, std::uint64_t seed, Table& header, Table& episodes);

}  // namespace tally::population
