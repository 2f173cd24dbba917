#include "protocol/keys/secret.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/protocol/vectors.h"

namespace tally::secret_test {
namespace {

TEST_CASE("a secret is read again from what it prints") {
  const keys::Secret secret = keys::Secret::generate();
  const Result<keys::Secret> again = keys::Secret::parse(secret.print());
  REQUIRE(again);
  CHECK(equal_secret(again.value().for_derivation(), secret.for_derivation()));
}

TEST_CASE("bytes that are not a secret are malformed") {
  const Bytes bytes = keys::Secret::for_rehearsal(1).print();
  const std::string good(bytes.begin(), bytes.end());
  const std::string cases[] = {"",
                               good.substr(1),
                               good + "x",
                               good.substr(0, 39),
                               "TALLYKF1" + good.substr(8),
                               std::string(40, '\0')};
  for (const std::string& bad : cases) {
    CAPTURE(bad.size());
    const Result<keys::Secret> parsed = keys::Secret::parse(as_bytes(bad));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::malformed);
  }
}

TEST_CASE("a secret that was moved from is wiped") {
  keys::Secret first = keys::Secret::for_rehearsal(1);
  const Bytes bytes(first.for_derivation().begin(), first.for_derivation().end());
  const Bytes zeros(keys::Secret::kSize, 0);
  keys::Secret second(std::move(first));
  CHECK(equal_secret(second.for_derivation(), bytes));
  CHECK(equal_secret(first.for_derivation(), zeros));  // NOLINT: looks at the bytes that are left
  first = std::move(second);
  CHECK(equal_secret(first.for_derivation(), bytes));
  CHECK(equal_secret(second.for_derivation(), zeros));  // NOLINT: looks at the bytes that are left
}

}  // namespace
}  // namespace tally::secret_test
