# Honest words: CLKs are pseudonymised personal data.
set -eu
cd "$2"
found=$(grep -rniE '\banonym(ous|ised|ized)\b|encrypted identifiers|100 ?% secure' \
  --include='*.md' --include='*.h' --include='*.cc' --include='*.json' --include='*.html' \
  common protocol encoder linker docs README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md |
  grep -viE 'never|not |avoid|pseudonym' || true)
[ -z "$found" ] || { echo "$found"; exit 1; }
