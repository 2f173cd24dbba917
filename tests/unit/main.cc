#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

// OpenSSL 3.0 itself loses memory when it verifies some damaged CMS (pki_test changes every byte).
// The recorded stack ends in its allocator, so no narrower name is possible.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:CRYPTO_zalloc\n";
}
