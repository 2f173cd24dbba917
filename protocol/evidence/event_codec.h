// The form of events in a log: their word, and their facts as JSON members in the format's order.
#pragma once

#include <string>
#include <string_view>

#include "common/json.h"
#include "common/result.h"
#include "protocol/evidence/events.h"

namespace tally {

std::string_view word_of(const Event& event);
Json::Object print_facts(const Event& event);
// malformed, with the place: not an event of the format, or facts that differ from the event's.
Result<Event> parse_event(std::string_view word, const Json::Object& facts,
                          const std::string& place);

}  // namespace tally
