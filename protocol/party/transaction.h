// A transaction of a party: noted, then placed. A use case writes its outputs, notes in the party's
// evidence what it did, and commits at the end. The commit notes every sealed file, then makes the
// outputs appear, so no file is ever there that its maker's evidence does not name. If the process
// stops in between, a file is noted but does not exist; the next file gets another number.
//
//   Transaction transaction(session);
//   AtomicFolder& folder = transaction.add(TRY(AtomicFolder::open(path, overwrite)));
//   SealedWriter& writer = transaction.add(TRY(session.seal(path, overwrite, request)));
//   ... write ...
//   TRY(transaction.note(events::Encoded{...}));   // at once: the manifest pins it
//   TRY(transaction.finish(writer, rows));         // noted as sealed at commit
//   TRY(transaction.commit());
//
// A registry can be one more output: its place() commits the changes that it held back.
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

// The place for a transaction's notes: a party's evidence.
class Notebook {
 public:
  virtual ~Notebook() = default;
  virtual EvidenceHead head() const = 0;
  // Writes and syncs the events, all in one step, before it returns.
  virtual Status note(std::vector<Event> events) = 0;
};

// An output appears whole at place(), or not at all. If it is destroyed before, it leaves nothing.
class Output {
 public:
  virtual ~Output() = default;
  // Does the work that can fail before place(): brings the written bytes to the disk.
  virtual Status prepare() = 0;
  virtual Status place() = 0;
};

// An output that the transaction holds.
template <class File>
class HeldOutput final : public Output {
 public:
  explicit HeldOutput(File held) : file(std::move(held)) {}
  Status prepare() override { return file.sync(); }
  Status place() override {
    if constexpr (requires { file.place(); }) {
      return file.place();
    } else {
      return file.commit();
    }
  }
  File file;
};

// Without commit it places nothing. Events that were noted at once stay noted.
class Transaction {
 public:
  // The notebook must outlive this.
  explicit Transaction(Notebook& notebook) : notebook_(notebook) {}

  // Outputs appear in the order in which they were added. The returned reference is valid as long
  // as this.
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

  // Notes the event at once.
  Status note(Event event) { return notebook_.note(std::vector{std::move(event)}); }
  // Writes all of a sealed file, with the current head of the evidence in its manifest; commit
  // notes it. The writer must be an added output, or write into a file of an added folder.
  Status finish(SealedWriter& writer, std::uint64_t rows);
  // Prepares the outputs, notes the sealed files in one step in the order of finish, then places
  // the outputs. Call it once; nothing may be added after it.
  Status commit();

 private:
  Notebook& notebook_;
  std::vector<std::unique_ptr<Output>> outputs_;
  std::vector<Event> sealed_;
};

}  // namespace tally
