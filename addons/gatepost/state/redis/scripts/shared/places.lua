-- What one content takes, and which attempts hold it. PLACES has the newest place of a content under its subject, and one
-- that is older and still held under `subject:started`; HOLDS has what an attempt holds by its token.

local FIELDS = { 'started', 'day', 'use', 'weight', 'uploads', 'bytes', 'open', 'kept' } -- and after them `scopes`
local PLACE = string.rep('(%S+) ', #FIELDS) .. '(.*)'

local function read_place(name)
  local written = redis.call('HGET', PLACES, name)
  if not written then
    return nil
  end
  local place, values = { name = name }, { string.match(written, PLACE) }
  for index, field in ipairs(FIELDS) do
    place[field] = values[index]
  end
  place.scopes = values[#FIELDS + 1]
  return place
end

local function write_place(place)
  local values = {}
  for index, field in ipairs(FIELDS) do
    values[index] = place[field]
  end
  redis.call('HSET', PLACES, place.name, table.concat(values, ' ') .. ' ' .. place.scopes)
end

-- The place that this content took at that moment.
local function place_since(subject, started)
  local newest = read_place(subject)
  if newest and newest.started == started then
    return newest
  end
  return read_place(subject .. ':' .. started)
end

-- The place that this content took within the retry window.
local function place_of(subject, at)
  local newest = read_place(subject)
  return newest and tonumber(newest.started) > tonumber(at) - RETRY_WINDOW * SECOND and newest or nil
end

local function take_place(attempt, open, kept)
  local older = read_place(attempt.subject)
  if older and tonumber(older.open) > 0 then
    older.name = attempt.subject .. ':' .. older.started
    write_place(older)
  end
  local place = {
    name = attempt.subject,
    started = attempt.at,
    day = attempt.day,
    use = attempt.use,
    weight = attempt.weight,
    uploads = attempt.uploads,
    bytes = attempt.bytes,
    open = open,
    kept = kept,
    scopes = attempt.scopes,
  }
  write_place(place)
  add(place)
  return place
end

-- Let go of a place; when nobody holds or keeps it, it is taken off the usage.
local function leave_place(place, kept)
  place.open = tostring(tonumber(place.open) - 1)
  place.kept = kept and '1' or place.kept
  if place.kept == '0' and tonumber(place.open) <= 0 then
    redis.call('HDEL', PLACES, place.name)
    take_off(place)
  else
    write_place(place)
  end
end

-- What an attempt holds: since when, of which content, which place and which incident's passage.
local function hold_of(token)
  local written = redis.call('HGET', HOLDS, token)
  if not written then
    return nil
  end
  local at, subject, started, passage = string.match(written, '^(%S+) (%S+) (%S*) (.*)$')
  return {
    at = at,
    subject = subject,
    started = started ~= '' and started or nil,
    passage = passage ~= '' and passage or nil,
  }
end

local function write_hold(token, hold)
  local written = table.concat({ hold.at, hold.subject, hold.started or '', hold.passage or '' }, ' ')
  redis.call('HSET', HOLDS, token, written)
end

-- How long things are kept. A hold that nobody settles must be there to be given back as long as it counts.
local function keep_places()
  if redis.call('EXISTS', HOLDS) == 1 then
    keep_for(DAYS_KEPT, HOLDS)
    keep_for(DAYS_KEPT, PLACES)
  else
    redis.call('EXPIRE', PLACES, PLACES_KEPT)
  end
end

-- Keep or give back everything that is held under this token. False: nothing is.
local function let_go(token, kept)
  local hold = hold_of(token)
  if not hold then
    return false
  end
  redis.call('HDEL', HOLDS, token)
  local place = hold.started and place_since(hold.subject, hold.started)
  if place then
    leave_place(place, kept)
  end
  if hold.passage then
    let_go_of_passage(hold.passage, kept)
  end
  return true
end

-- Give back what was held for too long. There are as many holds as posts of this person on their way.
local function give_back_lapsed(at)
  for _, token in ipairs(redis.call('HKEYS', HOLDS)) do
    if tonumber(hold_of(token).at) < tonumber(at) - HOLD_LAPSES * SECOND then
      let_go(token, false)
    end
  end
end

-- Forget places that no retry comes to any more: of few each time, of many when there are eight more.
local function forget_places(at)
  local many = redis.call('HLEN', PLACES)
  if many > 8 and many % 8 ~= 0 then
    return
  end
  for _, name in ipairs(redis.call('HKEYS', PLACES)) do
    local place = read_place(name)
    if tonumber(place.open) <= 0 and tonumber(place.started) < tonumber(at) - PLACES_KEPT * SECOND then
      redis.call('HDEL', PLACES, name)
    end
  end
end
