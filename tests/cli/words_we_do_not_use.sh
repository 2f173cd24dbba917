# Honest words: CLKs are pseudonymised personal data. And plain words, in pages, sources, tests and scripts.
# docs/glossary.md lists these words and the words to use instead, so it is not searched for them.
set -eu
cd "$2"
found=$(grep -rniE '\banonym(ous|ised|ized)\b|encrypted identifiers|100 ?% secure' \
  --include='*.md' --include='*.h' --include='*.cc' --include='*.json' --include='*.html' \
  common protocol encoder linker docs README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md |
  grep -viE 'never|not |avoid|pseudonym' || true)
words='told|tells? of|mend(s|ed|ing)?|noughts?|whoever|alone|behind|makes of'
found+=$(echo; grep -rniwE "$words" \
  --include='*.md' --exclude=glossary.md docs README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md || true)
# The text of a shipped profile stays, because agreements may name its digest.
found+=$(echo; grep -rnIiwE "$words|(is|are) no (analyst|holder|member|name|party|reader)s?" \
  --exclude-dir=corpus --exclude-dir=vectors --exclude='*.profile' --exclude="${0##*/}" \
  common encoder linker protocol scripts tests CMakeLists.txt || true)
[ -z "$found" ] || { echo "$found"; exit 1; }
