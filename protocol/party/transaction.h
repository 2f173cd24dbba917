// A transaction of a party: noted, then placed. A use case writes its outputs, notes in the party's
// evidence what it did, and commits at the end. The commit notes every sealed file, then makes the
// outputs appear, so no file is ever there that its maker's evidence does not name. Stopped in
// between, a file is noted and not there; the next has another number.
//
//   Transaction transaction(session);
//   AtomicFolder& folder = transaction.add(TRY(AtomicFolder::open(path, overwrite)));
//   SealedWriter& writer = transaction.add(TRY(session.seal(path, overwrite, request)));
//   ... write ...
//   TRY(transaction.note(events::Encoded{...}));   // at once: the manifest pins it
//   TRY(transaction.finish(writer, rows));         // noted as sealed at commit
//   TRY(transaction.commit());
//
// A registry is one more output: its place() commits what it holds back until then.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/atomic_file.h"
#include "common/atomic_folder.h"
#include "common/result.h"
#include "protocol/evidence/events.h"
#include "protocol/seal/sealed_file.h"

namespace tally {

// Where a transaction notes: a party's evidence.
class Notebook {
 public:
  virtual ~Notebook() = default;
  virtual EvidenceHead head() const = 0;
  // Written and synced before it returns.
  virtual Status note(Event event) = 0;
};

// What appears whole at place() or not at all; destroyed before, it leaves nothing.
class Output {
 public:
  virtual ~Output() = default;
  // Does what can fail ahead of place(): brings what was written to the disk.
  virtual Status prepare() = 0;
  virtual Status place() = 0;
};

// An output that the transaction holds.
template <class File>
class HeldOutput final : public Output {
 public:
  explicit HeldOutput(File held) : file(std::move(held)) {}
  Status prepare() override {
    if constexpr (requires { file.sync(); }) return file.sync();
    return {};
  }
  Status place() override {
    if constexpr (requires { file.place(); }) {
      return file.place();
    } else {
      return file.commit();
    }
  }
  File file;
};

// Not committed, it places nothing; what it noted at once stays noted.
class Transaction {
 public:
  // The notebook outlives this.
  explicit Transaction(Notebook& notebook) : notebook_(notebook) {}

  // Outputs appear in the order in which they were added. What is returned lives as long as this.
  Output& add(std::unique_ptr<Output> output);
  template <class File>
  requires std::same_as<File, AtomicFile> || std::same_as<File, AtomicFolder> ||
      std::same_as<File, SealedWriter>
          File& add(File file) {
    auto output = std::make_unique<HeldOutput<File>>(std::move(file));
    File& held = output->file;
    add(std::unique_ptr<Output>(std::move(output)));
    return held;
  }

  // At once.
  Status note(Event event) { return notebook_.note(std::move(event)); }
  // Writes all of a sealed file, with where the evidence stands now in its manifest; commit notes
  // it. The writer is an output that was added, or writes into a file of a folder that was.
  Status finish(SealedWriter& writer, std::uint64_t rows);
  // Prepares the outputs, notes what was sealed, in the order of finish, then places the outputs.
  // Once: nothing may be added after it.
  Status commit();

 private:
  Notebook& notebook_;
  std::vector<std::unique_ptr<Output>> outputs_;
  std::vector<events::Sealed> sealed_;
};

}  // namespace tally
