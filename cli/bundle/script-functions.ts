/** The awk program that finds a place of a JSON text: a string's characters after a quotation mark, anything else as it is written. */
const jsonProgram = `
function ws() { while (i <= n && index(" \\t\\r\\n", substr(s, i, 1))) i++ }
function skip(   c) { for (i++; i <= n; i++) { c = substr(s, i, 1); if (c == "\\\\") i++; else if (c == "\\"") { i++; return } } }
function over(   c, d) {
  ws(); c = substr(s, i, 1)
  if (c == "\\"") { skip(); return }
  if (c != "{" && c != "[") { while (i <= n && !index(",]} \\t\\r\\n", substr(s, i, 1))) i++; return }
  for (d = 0; i <= n;) {
    c = substr(s, i, 1)
    if (c == "\\"") { skip(); continue }
    if (c == "{" || c == "[") d++
    if (c == "}" || c == "]") d--
    i++
    if (d == 0) return
  }
}
function hex(t,   k, v) { v = 0; for (k = 1; k <= 4; k++) v = v * 16 + index("0123456789abcdef", tolower(substr(t, k, 1))) - 1; return v }
function utf(u) {
  if (u < 128) return sprintf("%c", u)
  if (u < 2048) return sprintf("%c%c", 192 + int(u / 64), 128 + u % 64)
  if (u < 65536) return sprintf("%c%c%c", 224 + int(u / 4096), 128 + int(u / 64) % 64, 128 + u % 64)
  return sprintf("%c%c%c%c", 240 + int(u / 262144), 128 + int(u / 4096) % 64, 128 + int(u / 64) % 64, 128 + u % 64)
}
function text(q,   o, c, j, u) {
  q = substr(q, 2, length(q) - 2); o = ""
  while (j = index(q, "\\\\")) {
    o = o substr(q, 1, j - 1); c = substr(q, j + 1, 1)
    if (c != "u") { o = o (c == "n" ? "\\n" : c == "t" ? "\\t" : c == "r" ? "\\r" : c == "b" ? "\\b" : c == "f" ? "\\f" : c); q = substr(q, j + 2); continue }
    u = hex(substr(q, j + 2)); q = substr(q, j + 6)
    if (u >= 55296 && u < 56320 && substr(q, 1, 2) == "\\\\u") { u = 65536 + (u - 55296) * 1024 + hex(substr(q, 3)) - 56320; q = substr(q, 7) }
    o = o utf(u)
  }
  return o q
}
function into(name,   c, k, m) {
  ws(); c = substr(s, i, 1); i++
  if (c == "{") for (;;) {
    ws(); if (substr(s, i, 1) != "\\"") return 0
    k = i; skip(); k = text(substr(s, k, i - k)); ws(); i++; ws()
    if (k == name) return 1
    over(); ws(); if (substr(s, i, 1) != ",") return 0
    i++
  }
  if (c != "[" || name !~ /^[0-9]+$/) return 0
  for (m = 0; m < name + 0; m++) { ws(); if (substr(s, i, 1) == "]") return 0; over(); ws(); if (substr(s, i, 1) != ",") return 0; i++ }
  ws(); return substr(s, i, 1) != "]"
}
{ s = s (NR > 1 ? "\\n" : "") $0 }
END {
  n = length(s); i = 1; sub(/^\\357\\273\\277/, "", s)
  p = ENVIRON["PLACE"]
  while (p != "") {
    p = substr(p, 2); k = index(p, "/"); if (!k) k = length(p) + 1
    name = substr(p, 1, k - 1); p = substr(p, k)
    gsub(/~1/, "/", name); gsub(/~0/, "~", name)
    if (!into(name)) exit 1
  }
  ws(); if (i > n) exit 1
  k = i; over(); v = substr(s, k, i - k)
  printf "%s", substr(v, 1, 1) == "\\"" ? "\\"" text(v) : v
}`;

const nearProgram = `
function other(c,   k, at) {
  if (c ~ /[0-9]/) return (c % 9) + 1
  split("abcdef ABCDEF ghijklmnopqrstuvwxyz GHIJKLMNOPQRSTUVWXYZ", kinds, " ")
  for (k = 1; k <= 4; k++) if (at = index(kinds[k], c)) return substr(kinds[k], at % length(kinds[k]) + 1, 1)
  return "x"
}
BEGIN {
  v = ENVIRON["VALUE"]; m = ENVIRON["MISS"]; a = ""; z = ""; b = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  row = length(v) == 12 && v ~ /^[A-Za-z0-9+\\/]+=$/
  if (row) { z = "="; v = substr(v, 1, 11) }
  else if (v ~ /^(W\\/)?".*"$/) { a = v ~ /^W/ ? "W/\\"" : "\\""; z = "\\""; v = substr(v, length(a) + 1, length(v) - length(a) - 1) }
  n = length(v)
  if (m == "added-first") v = "1" v
  if (m == "added-last") v = v "1"
  if (m == "cut-first") v = substr(v, 2)
  if (m == "cut-last") v = substr(v, 1, n - 1)
  if (m == "other-first") v = other(substr(v, 1, 1)) substr(v, 2)
  if (m == "other-last") v = substr(v, 1, n - 1) (row ? substr(b, (index(b, substr(v, n)) + 3) % 64 + 1, 1) : other(substr(v, n)))
  printf "%s", a v z
}`;

const percentProgram = `
BEGIN {
  for (k = 1; k < 256; k++) code[sprintf("%c", k)] = sprintf("%%%02X", k)
  v = ENVIRON["VALUE"]; n = length(v); keep = ENVIRON["KEEP"]
  for (k = 1; k <= n; k++) { c = substr(v, k, 1); printf "%s", (c ~ /[A-Za-z0-9]/ || index(keep, c)) ? c : code[c] }
}`;

const timeProgram = `
BEGIN {
  t = ENVIRON["SECONDS_NOW"] + ENVIRON["OFFSET"] / 1000; ms = int((t - int(t)) * 1000 + 0.5); t = int(t)
  d = int(t / 86400); r = t - d * 86400; z = d + 719468; e = int(z / 146097); o = z - e * 146097
  y = int((o - int(o / 1460) + int(o / 36524) - int(o / 146096)) / 365); o = o - (365 * y + int(y / 4) - int(y / 100)); m = int((5 * o + 2) / 153)
  printf "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", y + e * 400 + (m > 9), m < 10 ? m + 3 : m - 9, o - int((153 * m + 2) / 5) + 1, r / 3600, r % 3600 / 60, r % 60, ms
}`;

const uuidProgram = `
{ h = h $0 }
END {
  gsub(/[^0-9a-f]/, "", h)
  if (ENVIRON["VERSION"] == 7) {
    t = ENVIRON["SECONDS_NOW"] * 1000 + ENVIRON["OFFSET"]; a = int(t / 4294967296); t -= a * 4294967296; b = int(t / 65536)
    h = sprintf("%04x%04x%04x", a, b, t - b * 65536) substr(h, 13)
  }
  printf "%s-%s-%s%s-%s%s-%s", substr(h, 1, 8), substr(h, 9, 4), ENVIRON["VERSION"], substr(h, 14, 3), substr("89ab", index("0123456789abcdef", substr(h, 17, 1)) % 4 + 1, 1), substr(h, 18, 3), substr(h, 21, 12)
}`;

/** Functions that only some scripts need, by name; each with those it calls. */
export const optionalFunctions: Readonly<Record<string, string>> = {
  in_json: `# A text between the quotation marks of JSON.
in_json() { printf %s "$1" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'; }`,
  percent: `# A text in percent encoding: all but unreserved characters, or as encodeURIComponent does it.
percent() { VALUE=$2 KEEP="-._~$(test "$1" = uri && printf %s "!*'()")" LC_ALL=C awk '${percentProgram}'; }`,
  path_of: `# A URL without scheme and host.
path_of() { printf %s "$1" | sed 's#^[A-Za-z][A-Za-z0-9+.-]*://[^/]*##'; }`,
  uppercase: `uppercase() { printf %s "$1" | tr '[:lower:]' '[:upper:]'; }`,
  lowercase: `lowercase() { printf %s "$1" | tr '[:upper:]' '[:lower:]'; }`,
  doubled: `# A text between the quotation marks of OData.
doubled() { printf %s "$1" | sed "s/'/''/g"; }`,
  opaque: `# An entity-tag without W/ and quotation marks.
opaque() { printf %s "$1" | sed 's/^\\(W\\/\\)\\{0,1\\}"\\(.*\\)"$/\\2/'; }`,
  near: `# A version token that is nearly this one.
near() { MISS=$1 VALUE=$2 LC_ALL=C awk '${nearProgram}'; }`,
  new_text: `new_text() { printf 'conf%s' "$(random 6)"; }`,
  new_integer: `new_integer() { od -An -N3 -tu4 /dev/urandom | awk '{ print 1000000000 + $1 * 64; exit }'; }`,
  new_time: `# The time so many milliseconds from now.
new_time() { SECONDS_NOW=$(date +%s) OFFSET=$1 awk '${timeProgram}'; }`,
  new_uuid: `new_uuid() { random 16 | VERSION=$1 OFFSET=$2 SECONDS_NOW=$(date +%s) awk '${uuidProgram}'; }`,
};

/** What every script needs. */
export const usualFunctions: string = `# One line of an answer's head, by its name in lower case.
header() { WANTED=$2 LC_ALL=C awk '{ sub(/\\r$/, "") } /^HTTP\\// { v = ""; seen = 0; next } { k = index($0, ":") } k && !seen && tolower(substr($0, 1, k - 1)) == ENVIRON["WANTED"] { v = substr($0, k + 1); gsub(/^[ \\t]+|[ \\t]+$/, "", v); seen = 1 } END { printf "%s", v; exit !seen }' "$work/$1.head" 2>/dev/null; }
# What stands at a place (a JSON Pointer) of an answer's body; a text begins with a quotation mark. Nothing there: it fails.
at() { PLACE=$2 LC_ALL=C awk '${jsonProgram}' "$work/$1.body" 2>/dev/null; }
value_at() { at "$1" "$2" | sed '1s/^"//'; }
status() { cat "$work/$1.status" 2>/dev/null || printf 000; }
# Where a link of an answer leads, on the target.
link() {
  link_to=$(header "$1" "$2") || return 1
  case $link_to in
    *://*) printf '%s%s' "$ORIGIN" "$(printf %s "$link_to" | sed 's#^[A-Za-z][A-Za-z0-9+.-]*://[^/]*##')" ;;
    /*) printf '%s%s' "$ORIGIN" "$link_to" ;;
    *) printf '%s%s' "$(sed 's#[?].*##; s#[^/]*$##' "$work/$1.url")" "$link_to" ;;
  esac
}
random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \\n'; }
# Texts of the target are shown without characters that act on a terminal.
inert() { LC_ALL=C tr '\\000-\\010\\013-\\037\\177' '?'; }
# Sends a request: its number, its URL, and what curl is told beside.
send() {
  number=$1 url=$2; shift 2
  printf %s "$url" > "$work/$number.url"
  curl -q -sS --http1.1 --globoff --path-as-is --proto =http,https --max-time 60 -o "$work/$number.body" -D "$work/$number.head" -w '%{http_code}' "$@" --url "$url" > "$work/$number.status" 2> "$work/$number.error" || { cat "$work/$number.error" >&2; printf 000 > "$work/$number.status"; }
  : >> "$work/$number.body"
}
shown() {
  printf '\\n%s. %s\\n' "$1" "$2"
  test -f "$work/$1.status" || return 0
  { tr -d '\\r' < "$work/$1.head" | sed '/^$/d; s/^/   < /'; head -c 2000 "$work/$1.body" | sed 's/^/   /'; printf '\\n'; } 2>/dev/null | inert
}
# Can a request be made? Not without a value that an answer did not give.
ready() {
  number=$1; shift
  for value in "$@"; do
    test -n "$value" || { printf '\\n%s. not sent: an answer before did not give what it needs\\n' "$number"; return 1; }
  done
}
# What was expected: does it hold now?
bad=0; unsure=0; elsewhere=0
# A step that only prepares must go as it went, or what comes after it shows nothing.
as_before() { case $(status "$1") in $2??) ;; *) elsewhere=1; printf '   this was answered %s before: what comes after it shows nothing\\n' "$3" ;; esac; }
still() { bad=1; printf '   STILL SO: %s\\n' "$1" | inert; }
gone() { printf '   gone:     %s\\n' "$1" | inert; }
unclear() { unsure=1; printf '   unclear:  %s\\n' "$1" | inert; }
is_status() {
  is=$(status "$1"); shift
  for wanted in "$@"; do case $is in $wanted) return 0 ;; esac; done
  return 1
}
# Neither refused credentials nor an answer that is not the API's shows anything, unless that is what is expected.
heard() { case $(status "$1") in 000|401|403|429|502|503|504) return 1 ;; esac; }
# The items of a list, or the members of an object.
count_at() { at "$1" "$2" > "$work/list.body" && { k=0; while at list "/$k" > /dev/null; do k=$((k + 1)); done; printf %s "$k"; }; }
type_at() {
  first=$(at "$1" "$2" | head -c 1) || return 1
  case $first in '"') printf string ;; '{') printf object ;; '[') printf array ;; t|f) printf boolean ;; n) printf null ;; ?) printf number ;; esac
}
each_type() {
  at "$1" "$2" > "$work/items.body" && at items /0 > /dev/null || return 1
  k=0; while at items "/$k" > /dev/null; do test "$(type_at items "/$k")" = "$3" || return 1; k=$((k + 1)); done
}
same_number() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a ~ /^-?[0-9.eE+-]+$/ && b ~ /^-?[0-9.eE+-]+$/ && length(a) < 16 && length(b) < 16 && a + 0 == b + 0) }'; }`;
