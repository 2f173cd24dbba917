// Source + Profile -> rows: the places of a record's fields looked up, codes and dates rewritten,
// alternates gathered. docs/formats/profile.md.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "encoder/profiles/profile.h"
#include "encoder/readers/source.h"
#include "encoder/record/date.h"
#include "encoder/record/record.h"
#include "encoder/standardise/standardise.h"

namespace tally::encoder {

// A record before it is split into rows.
struct MappedRecord {
  std::string local_id;
  PerField<std::string> cells;
  struct Alternate {
    Field field;
    std::string value;
  };
  std::vector<Alternate> alternates;  // a row each, in their order
  std::optional<Reject> reject;
};

class RecordMapper {
 public:
  // Finds the columns that the source has. The profile and the standardiser must outlive this. day:
  // a child born after it is unborn.
  RecordMapper(const Profile& profile, const Source& source, const PerField<bool>& wanted, Date day,
               Standardiser& standardiser);

  const PerField<bool>& fields() const { return fields_; }
  // Whether some column can fill one of the places.
  bool can_fill(const std::vector<Place>& places) const;

  // Maps the source's current record, with at most max_alternates alternates of the wanted fields.
  void map(const Source& source, std::size_t max_alternates, MappedRecord& out);
  // Every cell of the current record that the profile may take an NHS number from, one on each
  // line, even if the profile then leaves it out (by status, by order, or because another comes
  // first).
  void nhs_numbers(const Source& source, std::string& out) const;
  // Every cell of the current record that excluded_with names, one on each line.
  void other_ids(const Source& source, std::string& out) const;

 private:
  std::size_t table_of(const Place& place) const;
  bool has_any(const Place& place) const;
  void order_rows(const Source& source);
  // The value of a place in a row, with codes and date rewritten; empty if there is none.
  void read(const Source& source, const Place& place, std::size_t row, const Mapping& mapping,
            std::string& out) const;
  // The first value of a mapping; empty if there is none.
  void find(const Source& source, const Mapping& mapping, std::string& out) const;
  void add_cells(const Source& source, const std::vector<Place>& places, std::string& out) const;
  bool has_value(const Source& source, const std::vector<Place>& places) const;
  std::optional<Reject> reject(const Source& source, const MappedRecord& record);
  void add_alternates(const Source& source, std::size_t max_alternates, MappedRecord& out);
  bool is_new(Field field, std::string_view value);
  void add_alternate(Field field, std::string_view value, std::size_t max_alternates,
                     MappedRecord& out);

  const Profile& profile_;
  std::vector<char> has_;  // by column of the profile
  PerField<bool> fields_;
  PerField<bool> wanted_;  // the fields that alternates are made of
  Date day_;               // of the export
  std::vector<std::vector<std::size_t>>
      ranks_;                   // by table: its rows, newest first; empty: as found
  Standardiser& standardiser_;  // an alternate that standardises to nothing is left out
  std::vector<MappedRecord::Alternate> known_;  // reused: standard forms
  std::string value_, standard_;                // reused
};

}  // namespace tally::encoder
