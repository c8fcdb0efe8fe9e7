-- What went before an attempt, and in the same step its place in the window and its passage, if it has one.
-- ARGV: the attempt. An empty use adds nothing.

local attempt = cjson.decode(ARGV[1])

-- Whether the attempt's minute is the person's own, and how many are used.
local function take_minute(placed)
  if attempt.own_time == '0' then
    return false, 0
  end
  local used, last = own_used(attempt.day)
  local minute = minute_of(attempt.at)
  local own = not placed and (minute == last or used < tonumber(attempt.own_time))
  if not own or minute == last or attempt.use == '' then
    return own, used
  end
  use_own(attempt.day, used + 1, minute)
  return true, used + 1
end

-- Take what the attempt does not hold yet, note what it holds, and say whether it holds anything.
local function hold(place, counts, passage)
  local held = hold_of(attempt.token)
  local hold = held or { at = attempt.at, subject = attempt.subject }
  if not hold.started and attempt.use ~= '' and counts then
    if place then
      place.open = tostring(tonumber(place.open) + 1)
      write_place(place)
    else
      place = take_place(attempt, '1', '0')
    end
    hold.started = place.started
  elseif not passage then
    return held ~= nil
  end
  hold.passage = passage or hold.passage
  write_hold(attempt.token, hold)
  keep_places()
  return true
end

give_back_lapsed(attempt.at)
forget_places(attempt.at)
local place = place_of(attempt.subject, attempt.at)
local own, used = take_minute(place ~= nil)
if place then
  take_off(place)
end
local told = usage_of(attempt.at, attempt.day)
if place then
  add(place)
end
local incident = open_incident(attempt.subject, attempt.at)
local passes = incident ~= nil and take_passage(incident, attempt.token)
local holds = hold(place, not own, passes and incident.number or nil)
keep_usage()
return {
  told,
  own and 1 or 0,
  used,
  redis.call('HGETALL', COACHED),
  redis.call('GET', AGREED),
  incident and parts_of(incident) or false,
  passes and 1 or 0,
  holds and 1 or 0,
}
