// The parties' X.509 certificates [RFC5280]. One checks a party's signatures; files are sealed to
// the other. Keys are EC P-256. A certificate is self-signed or issued by an organisation's own
// authority. It is trusted because the agreement names its digest, never because of its issuer.
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
  // malformed: not a certificate, longer than 64 KiB, or its key is not EC P-256.
  static Result<Certificate> from_der(ByteView der);
  // All certificates of a PEM text, in order: at least one, at most 16.
  static Result<std::vector<Certificate>> from_pem(std::string_view text);

  const Bytes& der() const { return der_; }
  std::string pem() const;
  const Digest& digest() const { return digest_; }  // SHA-256 of der()
  // Of the subject; may be empty. Printable ASCII: every other character is shown as '?'.
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
