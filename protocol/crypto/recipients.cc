#include "protocol/crypto/recipients.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <algorithm>
#include <vector>

#include "protocol/crypto/openssl_types.h"

namespace tally {
namespace {

// ECDH with the X9.63 KDF over SHA-256, AES-256 key wrap.
bool has_our_algorithms(CMS_RecipientInfo* recipient) {
  X509_ALGOR* algorithm = nullptr;
  CMS_RecipientInfo_kari_get0_alg(recipient, &algorithm, nullptr);
  const ASN1_OBJECT* scheme = nullptr;
  const void* value = nullptr;
  int type = 0;
  X509_ALGOR_get0(&scheme, &type, &value, algorithm);
  if (OBJ_obj2nid(scheme) != NID_dhSinglePass_stdDH_sha256kdf_scheme || type != V_ASN1_SEQUENCE) {
    return false;
  }
  const auto* const sequence = static_cast<const ASN1_STRING*>(value);
  const std::uint8_t* at = ASN1_STRING_get0_data(sequence);
  X509_ALGOR* const wrap = d2i_X509_ALGOR(nullptr, &at, ASN1_STRING_length(sequence));
  ERR_clear_error();
  const bool ours = wrap != nullptr && OBJ_obj2nid(wrap->algorithm) == NID_id_aes256_wrap;
  X509_ALGOR_free(wrap);
  return ours;
}

// The only key of a recipient of this kind, or null.
CMS_RecipientEncryptedKey* key_of(CMS_RecipientInfo* recipient) {
  if (CMS_RecipientInfo_type(recipient) != CMS_RECIPINFO_AGREE) return nullptr;
  STACK_OF(CMS_RecipientEncryptedKey)* const keys = CMS_RecipientInfo_kari_get0_reks(recipient);
  if (sk_CMS_RecipientEncryptedKey_num(keys) != 1 || !has_our_algorithms(recipient)) return nullptr;
  return sk_CMS_RecipientEncryptedKey_value(keys, 0);
}

}  // namespace

Status check_recipients(ByteView bytes, std::span<const Certificate> readers) {
  const Owned<CMS_ContentInfo_st> cms = parse_cms(bytes, NID_id_smime_ct_authEnvelopedData);
  if (!cms) return malformed("not AuthEnvelopedData in DER");
  std::vector<Owned<x509_st>> waiting;
  for (const Certificate& reader : readers) waiting.push_back(to_x509(reader));
  STACK_OF(CMS_RecipientInfo)* const recipients = CMS_get0_RecipientInfos(cms.get());
  for (int i = 0; i < sk_CMS_RecipientInfo_num(recipients); ++i) {
    CMS_RecipientEncryptedKey* const key = key_of(sk_CMS_RecipientInfo_value(recipients, i));
    if (key == nullptr) return malformed("a recipient has another kind or algorithm");
    const auto found = std::ranges::find_if(waiting, [&](const Owned<x509_st>& reader) {
      return CMS_RecipientEncryptedKey_cert_cmp(key, reader.get()) == 0;
    });
    if (found == waiting.end()) return refused("sealed to someone who is not a permitted reader");
    waiting.erase(found);
  }
  if (!waiting.empty()) return refused("not sealed to all readers");
  return {};
}

}  // namespace tally
