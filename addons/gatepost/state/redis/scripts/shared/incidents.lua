-- Refusals that people are told of. INCIDENTS has them by number, ORDER their numbers by time, and OPEN the number of the
-- one that is open about a content.

local function incident_of(number)
  local written = redis.call('HGET', INCIDENTS, number)
  return written and cjson.decode(written) or nil
end

local function write_incident(incident)
  local written = cjson.encode(incident)
  redis.call('HSET', INCIDENTS, incident.number, written)
  return written
end

local function is_open(incident, at)
  return not incident.over and tonumber(incident.expires) > tonumber(at)
end

-- The incident about this content that has neither expired nor been passed.
local function open_incident(subject, at)
  local number = redis.call('HGET', OPEN, subject)
  local incident = number and incident_of(number)
  return incident and is_open(incident, at) and incident or nil
end

local function end_incident(incident)
  incident.over = true
  redis.call('HDEL', OPEN, incident.subject)
  write_incident(incident)
end

-- Whether this attempt is now the one that may pass.
local function take_passage(incident, token)
  if incident.answer ~= 'justified' or (incident.taken_by or token) ~= token then
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
    incident.taken_by = nil
    write_incident(incident)
  end
end

local function keep_incidents(seconds)
  keep_for(seconds, INCIDENTS, ORDER, OPEN)
end
