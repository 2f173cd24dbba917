# Honest words: CLKs are pseudonymised personal data. And plain words, in pages and in the folders named
# below. docs/glossary.md lists these words and the words to use instead, so it is not searched for them.
set -eu
cd "$2"
found=$(grep -rniE '\banonym(ous|ised|ized)\b|encrypted identifiers|100 ?% secure' \
  --include='*.md' --include='*.h' --include='*.cc' --include='*.json' --include='*.html' \
  common protocol encoder linker docs README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md |
  grep -viE 'never|not |avoid|pseudonym' || true)
words='told|tells? of|mend(s|ed|ing)?|noughts?|whoever|alone|behind|makes of'
found+=$(echo; grep -rniwE "$words" \
  --include='*.md' --exclude=glossary.md docs README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md || true)
# Folders whose messages, comments and names are plain. Add each folder once it has been reworded.
plain="protocol/base protocol/rehearsal protocol/agreement protocol/crypto protocol/identity protocol/keys
  protocol/seal protocol/describe protocol/evidence protocol/party protocol/command_line protocol/secret
  protocol/drafting protocol/verify protocol/use_cases protocol/commands linker tests/unit/protocol
  tests/unit/linker tests/fuzz tests/bench scripts"
found+=$(echo; grep -rnIiwE "$words|(is|are) no (analyst|holder|member|name|party|reader)s?" \
  --exclude-dir=corpus $plain || true)
[ -z "$found" ] || { echo "$found"; exit 1; }
