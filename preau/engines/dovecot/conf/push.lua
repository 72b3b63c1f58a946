-- Says that a mailbox changed: who, which folder, what kind of change. Never what a message says.
-- One POST a transaction, however many messages it touched.

local http

function script_init()
  http = dovecot.http.client{
    timeout = 1000, request_absolute_timeout = 1000, max_attempts = 1, connect_timeout = 300,
    max_idle_time = 30000, user_agent = "dovecot"
  }
  return 0
end

local function quoted(text)
  return '"' .. text:gsub('[%c"\\\127]', function(c)
    return string.format("\\u%04x", c:byte())
  end) .. '"'
end

local function note(ctx, name, event, old)
  local line = '{"event":"' .. name .. '","mailbox":' .. quoted(event.mailbox)
  if old then line = line .. ',"old":' .. quoted(old) end
  line = line .. "}"
  if not ctx.seen[line] then
    ctx.seen[line] = true
    table.insert(ctx.lines, line)
  end
end

function dovecot_lua_notify_begin_txn(user)
  return {user = user.username, lines = {}, seen = {}}
end

function dovecot_lua_notify_event_message_new(ctx, e) note(ctx, "MessageNew", e) end
function dovecot_lua_notify_event_message_append(ctx, e) note(ctx, "MessageAppend", e) end
function dovecot_lua_notify_event_message_expunge(ctx, e) note(ctx, "MessageExpunge", e) end
function dovecot_lua_notify_event_flags_set(ctx, e) note(ctx, "FlagsSet", e) end
function dovecot_lua_notify_event_flags_clear(ctx, e) note(ctx, "FlagsClear", e) end
function dovecot_lua_notify_event_mailbox_create(ctx, e) note(ctx, "MailboxCreate", e) end
function dovecot_lua_notify_event_mailbox_delete(ctx, e) note(ctx, "MailboxDelete", e) end
function dovecot_lua_notify_event_mailbox_rename(ctx, e)
  note(ctx, "MailboxRename", e, e.mailbox_old)
end

function dovecot_lua_notify_end_txn(ctx, success)
  if not success or #ctx.lines == 0 then return end
  local request = http:request{url = "@{events_url}", method = "POST"}
  request:add_header("Content-Type", "application/json")
  request:add_header("Authorization", "Bearer @{events_token}")
  request:set_payload('{"user":' .. quoted(ctx.user) .. ',"events":[' .. table.concat(ctx.lines, ",") .. "]}")
  local answer = request:submit()
  if answer:status() // 100 ~= 2 then
    dovecot.i_debug("events: " .. answer:status())
  end
end
