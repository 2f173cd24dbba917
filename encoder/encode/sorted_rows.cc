#include "encoder/encode/sorted_rows.h"

#include <algorithm>
#include <cstring>

namespace tally::encoder {

SortedRows::SortedRows(std::string scratch_folder, std::size_t row_size)
    : row_size_(row_size), sorter_(std::move(scratch_folder), row_size + sizeof(Marks)) {}

Status SortedRows::add(const HardenedRow& row, const PersonMarks& marks,
                       const AdmittedRow& admitted) {
  const Marks all{marks, admitted.is_alternate(), row.is_empty()};
  std::array<std::uint8_t, sizeof all> bytes;
  std::memcpy(bytes.data(), &all, sizeof all);
  return sorter_.add({row.bytes(), bytes}, admitted.raw().line, admitted.raw().local_id);
}

SortedRows::Marks SortedRows::marks() const {
  Marks marks;
  std::memcpy(&marks, sorter_.row().data() + row_size_, sizeof marks);
  return marks;
}

HardenedRow SortedRows::row() const {
  return {sorter_.row().first(row_size_), marks().is_empty};
}

Reference SortedRows::reference() const {
  Reference reference;
  std::copy_n(sorter_.row().begin(), Reference::kSize, reference.bytes.begin());
  return reference;
}

RecordRow SortedRows::judged() const {
  const Marks marks = this->marks();
  return {reference(),    marks.person,   marks.is_alternate,
          marks.is_empty, sorter_.line(), sorter_.local_id()};
}

}  // namespace tally::encoder
