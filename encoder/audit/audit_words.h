// An audit's report for people who decide: as a page and as text.
#pragma once

#include <string>
#include <vector>

#include "encoder/audit/audit.h"

namespace tally::encoder {

// "An attacker who ... names 1,107 of 1,108 people, in 12 seconds; when sure, right 98 %."
std::vector<std::string> audit_headlines(const AuditReport& report);
// What to change, the cheapest first, and what it costs.
std::vector<std::string> audit_advice(const AuditReport& report);

std::string audit_text(const AuditReport& report);
std::string audit_page(const AuditReport& report);

}  // namespace tally::encoder
