require ["vnd.dovecot.pipe", "copy"];
pipe :copy :try "learn.sh" ["spam"];
