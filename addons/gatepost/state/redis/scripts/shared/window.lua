-- What is counted. MINUTES and DAYS have rows of four numbers, weight, uploads, bytes, and places (of a minute) or active
-- minutes (of a day), under `minute|use|scope` and `day|use|scope`; the windows are sums of their rows. Only `add` and
-- `take_off` write there, and one undoes the other.

local function minute_of(at)
  return math.floor(tonumber(at) / (60 * SECOND))
end

local function row(written)
  local weight, uploads, bytes, count = string.match(written or '0 0 0 0', '^(%S+) (%S+) (%S+) (%S+)$')
  return tonumber(weight), tonumber(uploads), tonumber(bytes), tonumber(count)
end

-- Change a row by a place, `sign` times, and by its own count. Returns the count.
local function change(key, field, place, sign, by)
  local weight, uploads, bytes, count = row(redis.call('HGET', key, field))
  weight, uploads, bytes = weight + sign * place.weight, uploads + sign * place.uploads, bytes + sign * place.bytes
  redis.call('HSET', key, field, string.format('%d %d %d %d', weight, uploads, bytes, count + by))
  return count + by
end

-- The rows that a place is counted in: of its minute and its day, for all platforms and for each group of them.
local function rows_of(place)
  local rows = {}
  for scope in string.gmatch(place.scopes .. '\n', '(.-)\n') do
    local use_and_scope = '|' .. place.use .. '|' .. scope
    rows[#rows + 1] = {
      minute = string.format('%d', minute_of(place.started)) .. use_and_scope,
      day = place.day .. use_and_scope,
    }
  end
  return rows
end

local function add(place)
  for _, counted in ipairs(rows_of(place)) do
    local places = change(MINUTES, counted.minute, place, 1, 1)
    change(DAYS, counted.day, place, 1, places == 1 and 1 or 0)
  end
  keep_for(MINUTES_KEPT, MINUTES)
  keep_for(DAYS_KEPT, DAYS)
end

-- A minute that is forgotten already was active, and stays so in its day.
local function take_off(place)
  for _, counted in ipairs(rows_of(place)) do
    local left
    if redis.call('HEXISTS', MINUTES, counted.minute) == 1 then
      left = change(MINUTES, counted.minute, place, -1, -1)
      if left == 0 then
        redis.call('HDEL', MINUTES, counted.minute)
      end
    end
    if redis.call('HEXISTS', DAYS, counted.day) == 1 then
      change(DAYS, counted.day, place, -1, left == 0 and -1 or 0)
    end
  end
end

-- How much was done in each window, as a list: window, use, scope, weight, uploads, bytes, active minutes, and so on.
-- Rows that no window reaches back to any more are forgotten.
local function usage_of(at, today)
  local sums, list, minute = {}, {}, minute_of(at)
  today = tonumber(today)
  local function sum(window, name, weight, uploads, bytes, active)
    local key = window .. '|' .. name
    local so_far = sums[key]
    if not so_far then
      local use, scope = string.match(name, '^([^|]*)|(.*)$')
      so_far = { window, use, scope, 0, 0, 0, 0 }
      sums[key] = so_far
    end
    for index, more in ipairs({ weight, uploads, bytes, active }) do
      so_far[3 + index] = so_far[3 + index] + more
    end
  end
  local function each(key, oldest, count)
    local rows = redis.call('HGETALL', key)
    for index = 1, #rows, 2 do
      local when, name = string.match(rows[index], '^(%d+)|(.*)$')
      if tonumber(when) < oldest then
        redis.call('HDEL', key, rows[index])
      else
        count(tonumber(when), name, row(rows[index + 1]))
      end
    end
  end
  each(MINUTES, minute - MINUTES_KEPT / 60, function(when, name, weight, uploads, bytes)
    if when > minute - 60 then
      sum('hour', name, weight, uploads, bytes, 1)
    end
  end)
  each(DAYS, today - DAYS_KEPT / 86400, function(when, name, weight, uploads, bytes, active)
    if when == today then
      sum('day', name, weight, uploads, bytes, active)
    end
    if when > today - 7 and when <= today then
      sum('week', name, weight, uploads, bytes, active)
    end
  end)
  for _, summed in pairs(sums) do
    for _, value in ipairs(summed) do
      list[#list + 1] = value
    end
  end
  return list
end
