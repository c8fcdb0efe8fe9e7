-- What one content takes, and which attempts hold it. PLACES has a place under `subject:started`, and under `subject` when
-- its newest was taken; HOLDS has what an attempt holds by its token. PLACED and HELD have the same by time.

local FIELDS = { 'started', 'day', 'use', 'weight', 'uploads', 'bytes', 'open', 'kept' } -- and after them `scopes`

local function read_place(subject, started)
  local written = redis.call('HGET', PLACES, subject .. ':' .. started)
  if not written then
    return nil
  end
  local place, values = { subject = subject }, { string.match(written, string.rep('(%S+) ', #FIELDS) .. '(.*)') }
  for index, name in ipairs(FIELDS) do
    place[name] = values[index]
  end
  place.scopes = values[#FIELDS + 1]
  return place
end

local function write_place(place)
  local values = {}
  for index, name in ipairs(FIELDS) do
    values[index] = place[name]
  end
  redis.call('HSET', PLACES, place.subject .. ':' .. place.started, table.concat(values, ' ') .. ' ' .. place.scopes)
end

local function forget_place(place)
  local name = place.subject .. ':' .. place.started
  redis.call('HDEL', PLACES, name)
  redis.call('ZREM', PLACED, name)
  if redis.call('HGET', PLACES, place.subject) == place.started then
    redis.call('HDEL', PLACES, place.subject)
  end
end

-- The place that this content took within the retry window.
local function place_of(subject, at)
  local started = redis.call('HGET', PLACES, subject)
  if started and tonumber(started) > tonumber(at) - RETRY_WINDOW * SECOND then
    return read_place(subject, started)
  end
end

local function take_place(attempt, open, kept)
  local place = {
    subject = attempt.subject,
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
  redis.call('HSET', PLACES, place.subject, place.started)
  redis.call('ZADD', PLACED, place.started, place.subject .. ':' .. place.started)
  add(place)
  return place
end

-- Let go of a place; when nobody holds or keeps it, it is taken off the usage.
local function leave_place(place, kept)
  place.open = tostring(tonumber(place.open) - 1)
  place.kept = kept and '1' or place.kept
  if place.kept == '0' and tonumber(place.open) <= 0 then
    forget_place(place)
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
  local at, subject, started, passage = string.match(written, '^(%S+) (%S+) (%S*) (%S*)$')
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
  redis.call('ZADD', HELD, hold.at, token)
end

-- How long things are kept. A hold that nobody settles must be there to be given back as long as it counts.
local function keep_places()
  if redis.call('EXISTS', HOLDS) == 1 then
    keep_for(DAYS_KEPT, HOLDS, HELD, PLACES, PLACED)
  else
    redis.call('EXPIRE', PLACES, PLACES_KEPT)
    redis.call('EXPIRE', PLACED, PLACES_KEPT)
  end
end

-- Keep or give back everything that is held under this token. False: nothing is.
local function let_go(token, kept)
  local hold = hold_of(token)
  if not hold then
    return false
  end
  redis.call('HDEL', HOLDS, token)
  redis.call('ZREM', HELD, token)
  local place = hold.started and read_place(hold.subject, hold.started)
  if place then
    leave_place(place, kept)
  end
  if hold.passage then
    let_go_of_passage(hold.passage, kept)
  end
  return true
end

-- Give back what was held for too long, and forget places that no retry comes to any more; some at a time.
local function forget_old(at)
  local held_before = '(' .. moment(tonumber(at) - HOLD_LAPSES * SECOND)
  for _, token in ipairs(redis.call('ZRANGEBYSCORE', HELD, '-inf', held_before, 'LIMIT', 0, 20)) do
    let_go(token, false)
  end
  local placed_before = '(' .. moment(tonumber(at) - PLACES_KEPT * SECOND)
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', PLACED, '-inf', placed_before, 'LIMIT', 0, 20)) do
    local place = read_place(string.match(name, '^(.*):(.*)$'))
    if place and tonumber(place.open) <= 0 then
      forget_place(place)
    end
  end
end
