// The recipients of a content key, which anybody can see without a key.
#pragma once

#include <span>

#include "common/bytes.h"
#include "common/result.h"
#include "protocol/crypto/certificate.h"

namespace tally {

// malformed: not DER AuthEnvelopedData [RFC5083] with recipients by key agreement as cms_seal_key
// makes them; refused: sealed to any other certificate, or not to all of these.
Status check_recipients(ByteView cms, std::span<const Certificate> readers);

}  // namespace tally
