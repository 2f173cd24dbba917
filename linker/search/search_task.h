// Search as tasks (all_pairs/plan.h). The result of a task is a value. It merges into the best
// lists of all rows, in any order and even twice.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "linker/all_pairs/packed_panels.h"
#include "linker/all_pairs/plan.h"
#include "linker/search/search.h"
#include "linker/search/top_lists.h"

namespace tally::linker {

// The lists of the rows of a task's two blocks. They name other records by their places in
// SearchRows::records.
struct SearchPart {
  Task task;
  TopLists left, right;
};

// The rows that take part; see RowOrder::Entry.
RowOrder order_of(const SearchRows& rows);

// The lists of all rows of a plan. Thread-safe until left() or right() is called.
class BestLists {
 public:
  explicit BestLists(const Plan& plan);

  // The best lists so far of the rows of a task.
  SearchPart part(Task task);
  void merge(const SearchPart& part);
  // By place in plan.left() and plan.right(); within a side these are the same.
  TopLists& left() { return sides_.front().lists; }
  TopLists& right() { return sides_.back().lists; }

 private:
  struct Side {
    TopLists lists;
    std::vector<std::mutex> locks;  // one for each block
  };
  TopLists part(Side& side, const RowOrder& order, std::size_t block);
  void merge(Side& side, std::size_t block, const TopLists& lists);

  const Plan& plan_;
  std::vector<Side> sides_;
};

// Runs tasks one after another. Each thread has its own.
class TaskSearch {
 public:
  // The memory that these arguments view must outlive this.
  TaskSearch(const SearchRows& left, const SearchRows& right, const Plan& plan,
             const Kernel& kernel);

  // Merges the task's result into the known lists, which may be empty. The better the known lists,
  // the more pairs the task can leave out.
  SearchPart run(SearchPart known);

 private:
  // The rows of one of the task's blocks.
  class Block {
   public:
    Block(const SearchRows& rows, const RowOrder& order) : rows_(rows), order_(order) {}

    // lists must outlive the task.
    void load(std::size_t block, TopLists& lists);
    void pack(const Kernel& kernel, PackedPanels::Pack with, Shape shape);
    Panel panel(std::size_t panel) const;
    const RowOrder::Entry& operator[](std::size_t place) const { return order_[place]; }
    Popcounts popcounts() const { return order_.popcounts(places_); }
    Popcounts popcounts(std::size_t panel) const {
      return order_.popcounts(order_.places_of_panel(panel));
    }
    std::uint32_t least_bound() const;
    std::uint32_t least_bound(std::size_t panel) const;
    void insert(std::size_t place, std::uint64_t key);

   private:
    const SearchRows& rows_;
    const RowOrder& order_;
    Span places_{}, panels_{};
    TopLists* lists_ = nullptr;
    PackedPanels packed_;
    std::array<PanelNumbers<std::uint32_t>, kBlockPanels> popcounts_{}, bounds_{};
  };

  void compare(std::size_t left_panel, std::size_t right_panel);
  // Puts the first `pairs` hits into the lists of one block. Their overlaps have already become
  // ratios.
  void insert(Block& own, std::size_t own_panel, std::uint16_t Hit::*own_row, const Block& other,
              std::size_t other_panel, std::uint16_t Hit::*other_row, std::size_t pairs);
  bool is_pair(std::size_t left, std::size_t right) const;

  const Plan& plan_;
  const Kernel& kernel_;
  const Shape shape_;
  Block left_, right_;
  std::vector<Hit> hits_;
};

}  // namespace tally::linker
