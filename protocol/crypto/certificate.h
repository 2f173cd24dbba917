// X.509 certificates [RFC5280] of the parties: what a signature is checked with, and what a file is
// sealed to. EC P-256, self-signed or issued by an organisation's own authority; trusted because
// the agreement names their digests, never because of who issued them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/bytes.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"

namespace tally {

class Certificate {
 public:
  // malformed: not a certificate, or not of an EC P-256 key; at most 64 KiB.
  static Result<Certificate> from_der(ByteView der);
  // All certificates of a PEM text, in order; one at least, 16 at most.
  static Result<std::vector<Certificate>> from_pem(std::string_view text);

  const Bytes& der() const { return der_; }
  std::string pem() const;
  const Digest& digest() const { return digest_; }  // SHA-256 of der()
  // Of the subject; may be empty. Printable ASCII, whatever else was in it.
  const std::string& common_name() const { return name_; }
  Time not_before() const { return not_before_; }
  Time not_after() const { return not_after_; }
  bool valid_at(Time time) const { return not_before_ <= time && time <= not_after_; }

 private:
  Certificate() = default;
  Bytes der_;
  Digest digest_;
  std::string name_;
  Time not_before_, not_after_;
};

}  // namespace tally
