// Faults by a maker that signs something that is not a manifest.
#include "tests/unit/protocol/forgery.h"

namespace tally {
namespace sealed_faults_manifests {
namespace {

// The manifest's text with one piece replaced by another.
Fault text(const std::string& name, const std::string& from, const std::string& to) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            std::string changed = print_manifest(f.manifest);
            const std::size_t at = changed.find(from);
            REQUIRE(at != std::string::npos);
            f.sign_text(changed.replace(at, from.size(), to));
            return f.bytes();
          }};
}

// A manifest whose members contradict each other, in a file that otherwise follows it.
Fault sense(const std::string& name, void (*change)(Manifest&)) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            change(f.manifest);
            f.make();
            return f.bytes();
          }};
}

Fault signed_text(const std::string& name, std::string (*change)(std::string)) {
  return {name, [=](const MadeUpParties& parties) {
            Forgery f(parties);
            f.sign_text(change(print_manifest(f.manifest)));
            return f.bytes();
          }};
}

std::vector<Fault> form_faults() {
  return {
      signed_text("a manifest that is not JSON", [](std::string) { return std::string("{"); }),
      signed_text("a manifest that is a list", [](std::string) { return std::string("[]\n"); }),
      signed_text("an empty manifest", [](std::string) { return std::string(); }),
      signed_text("a manifest with a space after it", [](std::string s) { return s + " "; }),
      signed_text("a manifest given twice", [](std::string s) { return s + s; }),
      text("a manifest with another indent", "\n  \"kind\"", "\n \"kind\""),
      text("a manifest of another format", "manifest/1", "manifest/2"),
      text("a member that manifests do not have", "  \"rows\": 1,\n",
           "  \"rows\": 1,\n  \"people\": 1,\n"),
      text("a member after the last", "\n  }\n}", "\n  },\n  \"note\": \"\"\n}"),
      text("a member that is missing", "  \"rows\": 1,\n", ""),
      text("a member given twice", "  \"rows\": 1,\n", "  \"rows\": 1,\n  \"rows\": 1,\n"),
      text("members in another order", "  \"analyst\": \"\",\n  \"readers\"",
           "  \"readers\": [\n    \"linkers\"\n  ],\n  \"analyst\": \"\",\n  \"unread\""),
      text("a kind that does not exist", "\"submission\"", "\"postcard\""),
      text("a kind that is a number", "\"submission\"", "2"),
      text("a project of too few digits", "\"project\": \"", "\"project\": \"\", \"x\": \""),
      text("a maker that is not a name", "\"council\"", "\"The Council\""),
      text("a maker without a name", "\"maker\": \"council\"", "\"maker\": \"\""),
      text("a data set that is not a name", "\"school\"", "\"../school\""),
      text("a reader that is not a name", "\"linkers\"", "\"link\\ners\""),
      text("a reader that is a number", "    \"linkers\"", "    1"),
      text("readers that are a name", "[\n    \"linkers\"\n  ]", "\"linkers\""),
      text("a number of rows in words", "\"rows\": 1", "\"rows\": \"1\""),
      text("a number of rows below zero", "\"rows\": 1", "\"rows\": -1"),
      text("a number of rows with a fraction", "\"rows\": 1", "\"rows\": 1.5"),
      text("a number of rows with an exponent", "\"rows\": 1", "\"rows\": 1e0"),
      text("a number of rows with a leading zero", "\"rows\": 1", "\"rows\": 01"),
      text("a number of rows of 2 to the 64", "\"rows\": 1", "\"rows\": 18446744073709551616"),
      text("a day in place of a time", "T00:00:00Z\",\n  \"expires\"", "\",\n  \"expires\""),
      text("a time of another zone", "T00:00:00Z\",\n  \"software\"",
           "T00:00:00+01:00\",\n  \"software\""),
      text("a day that does not exist", "2026-06-20", "2026-06-31"),
      text("a digest in capitals", "\"body\": \"", "\"body\": \"A"),
      text("evidence that is a number", "\"evidence\": {", "\"evidence\": 1, \"x\": {"),
      text("a length of evidence without a head", "\"length\": 0", "\"length\": 7"),
  };
}

std::vector<Fault> sense_faults() {
  return {
      sense("sequence 0", [](Manifest& m) { m.sequence = 0; }),
      sense("a first file that follows another", [](Manifest& m) { m.previous = Digest(); }),
      sense("a second file that follows none", [](Manifest& m) { m.sequence = 2; }),
      sense("a file that expires when it is made", [](Manifest& m) { m.expires = m.made; }),
      sense("no readers", [](Manifest& m) { m.readers.clear(); }),
      sense("a reader named twice", [](Manifest& m) { m.readers.push_back("linkers"); }),
      sense("a submission without a data set", [](Manifest& m) { m.dataset = ""; }),
      sense("a submission with an analyst", [](Manifest& m) { m.analyst = "insights"; }),
      sense("a closing statement with a data set",
            [](Manifest& m) {
              m.kind = SealKind::closing;
              m.key_check.reset();
            }),
      sense("a bridge without an analyst",
            [](Manifest& m) {
              m.kind = SealKind::bridge;
              m.dataset = "";
              m.key_check.reset();
            }),
      sense("a submission without a key check value", [](Manifest& m) { m.key_check.reset(); }),
      sense("a report with a key check value",
            [](Manifest& m) {
              m.kind = SealKind::report;
              m.dataset = "";
            }),
      sense("software without a name", [](Manifest& m) { m.software = ""; }),
      sense("software whose name moves the cursor", [](Manifest& m) { m.software = "\x1b[2J"; }),
      sense("software of a long name", [](Manifest& m) { m.software = std::string(65, 'x'); }),
      sense("a head of evidence without length", [](Manifest& m) { m.evidence.head.bytes[0] = 1; }),
  };
}

}  // namespace
}  // namespace sealed_faults_manifests

std::vector<Fault> faults_of_manifests() {
  std::vector<Fault> all = sealed_faults_manifests::form_faults();
  for (Fault& fault : sealed_faults_manifests::sense_faults()) all.push_back(std::move(fault));
  return all;
}

}  // namespace tally
