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
