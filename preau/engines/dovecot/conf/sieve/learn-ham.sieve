require ["vnd.dovecot.pipe", "copy", "imapsieve", "environment", "variables"];
# Thrown away from Junk is no opinion about it.
if environment :matches "imap.mailbox" "*" {
  if string :is "${1}" ["Trash", "Junk"] { stop; }
}
pipe :copy :try "learn.sh" ["ham"];
