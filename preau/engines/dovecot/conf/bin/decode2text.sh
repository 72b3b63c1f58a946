#!/bin/sh
# An attachment comes in, its words go out in UTF-8. Without argument: the types it can read,
# the list closed by an empty line. An error gives no words and stops nothing.
formats='application/pdf pdf
application/x-pdf pdf
application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.spreadsheet ods
application/vnd.oasis.opendocument.presentation odp
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/rtf rtf
text/rtf rtf
'
if [ -z "$1" ]; then
  printf '%s\n' "$formats"
  exit 0
fi

umask 077
ulimit -t 20 2>/dev/null
ulimit -v 1000000 2>/dev/null
path=$(mktemp -t preau-decode.XXXXXXXXXX) || exit 0
trap 'rm -f "$path"' EXIT HUP INT TERM
cat >"$path"

case $(printf '%s' "$formats" | grep -F -- "$1 " | head -n 1 | cut -d ' ' -f 2) in
  pdf) timeout 20 pdftotext -enc UTF-8 -nopgbrk -l 200 "$path" - 2>/dev/null ;;
  od? | docx | xlsx | pptx) timeout 20 /usr/bin/python3 -I "@{conf}/bin/office.py" "$path" 2>/dev/null ;;
  rtf) sed -e 's/\\[a-z]*-\{0,1\}[0-9]* \{0,1\}/ /g' -e 's/[{}]/ /g' "$path" ;;
esac
# Without a newline at the end Dovecot drops the last word.
echo 2>/dev/null
exit 0
