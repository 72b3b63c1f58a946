require ["fileinto", "mailbox"];
# Rspamd takes such headers off what comes in and writes its own.
if anyof (header :is "X-Spam" "Yes", header :contains "X-Spam-Flag" "YES") {
  fileinto :create "Junk";
  stop;
}
