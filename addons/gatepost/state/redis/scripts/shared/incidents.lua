-- Refusals that people are told of: REFUSED is a list of them, newest first, each one text of MessagePack. There are few of
-- one person, so they are looked through: a list weighs a third of what a hash of them and its indexes do.

local PARTS = {
  'number',
  'subject',
  'platform',
  'action',
  'at',
  'expires',
  'attempts',
  'answer',
  'reason',
  'over',
  'reported',
  'told',
  'taken_by',
  'fixed',
}

local function parts_of(incident)
  local parts = {}
  for index, name in ipairs(PARTS) do
    parts[index] = incident[name]
  end
  return parts
end

local function read_incident(written, index)
  local incident, parts = { index = index }, cmsgpack.unpack(written)
  for part, name in ipairs(PARTS) do
    incident[name] = parts[part]
  end
  return incident
end

local function write_incident(incident)
  redis.call('LSET', REFUSED, incident.index, cmsgpack.pack(parts_of(incident)))
end

-- The newest incident, or all, of this number, subject or platform, and of which `holds`. What does not have the text
-- anywhere is not read.
local function incidents_with(part, value, holds, all)
  local found = {}
  for index, written in ipairs(redis.call('LRANGE', REFUSED, 0, -1)) do
    if string.find(written, value, 1, true) then
      local incident = read_incident(written, index - 1)
      if incident[part] == value and (not holds or holds(incident)) then
        found[#found + 1] = incident
        if not all then
          break
        end
      end
    end
  end
  return found
end

local function incident_of(number)
  return incidents_with('number', number)[1]
end

local function is_open(incident, at)
  return incident.over == 0 and incident.expires > tonumber(at)
end

-- The incident about this content that has neither expired nor been passed.
local function open_incident(subject, at)
  return incidents_with('subject', subject, function(incident)
    return is_open(incident, at)
  end)[1]
end

local function end_incident(incident)
  incident.over = 1
  write_incident(incident)
end

-- Whether this attempt is now the one that may pass.
local function take_passage(incident, token)
  if incident.answer ~= 'justified' or (incident.taken_by ~= '' and incident.taken_by ~= token) then
    return false
  end
  incident.taken_by = token
  write_incident(incident)
  return true
end

-- What was taken is spent when it was kept, and free again when it was not.
local function let_go_of_passage(number, kept)
  local incident = incident_of(number)
  if incident and kept then
    end_incident(incident)
  elseif incident then
    incident.taken_by = ''
    write_incident(incident)
  end
end
