-- Written by Préau; changes are lost at the next start.

-- Someone who signed in may only write From the address given as envelope sender, which
-- Postfix has already checked against what this person may use. A missing From is added by
-- Postfix later; two From headers are a trick.
rspamd_config.FROM_NOT_THEIRS = {
  callback = function(task)
    if not task:get_user() then return false end
    local headers = task:get_header_full('From')
    if not headers then return false end
    if #headers > 1 then return true end
    local envelope = ((task:get_from({'smtp', 'orig'}) or {})[1] or {}).addr
    if not envelope or envelope == '' then return true end
    local from = task:get_from({'mime', 'orig'})
    if not from or #from == 0 then return true end
    for _, address in ipairs(from) do
      if address.addr:lower() ~= envelope:lower() then return true end
    end
    return false
  end,
  score = 0.0,
  group = 'policies',
  description = 'From is not the address this person may send as',
}

-- What has no sender is sent on without one (RFC 5228 section 4.2), so that Postfix cannot know by
-- whom; Pigeonhole says it in a line of its own, above all others.
local sent_on = {
@{forwarding}
}
rspamd_config.SENT_ON_BY_NOBODY = {
  callback = function(task)
    local envelope = ((task:get_from({'smtp', 'orig'}) or {})[1] or {}).addr
    if envelope and envelope ~= '' then return false end
    local said = task:get_header_full('X-Sieve-Redirected-From')
    local domain = said and said[1].decoded:lower():match('@([^@%s>]+)>?%s*$')
    local bounds = domain and sent_on[domain]
    if not bounds or os.date('%Y-%m-%d') < bounds.since then return false end
    for _, recipient in ipairs(task:get_recipients({'smtp', 'orig'}) or {}) do
      if not bounds.to[recipient.domain:lower()] then return true end
    end
    return false
  end,
  score = 0.0,
  group = 'policies',
  description = 'Sent on to where the mailbox may send nothing on',
}
