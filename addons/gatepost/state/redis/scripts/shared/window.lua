-- What is counted. USAGE is one text of MessagePack, because all of it is read for every post, and as a hash it weighs
-- three times as much: minutes and days, each with rows under `use|scope`, and the minutes of the person's own by day.
-- Rows are one list of five numbers each: which minute or day, weight, uploads, bytes, and places (of a minute) or active
-- minutes (of a day). The windows are sums of them. Only `add` and `take_off` change rows, and one undoes the other.

local ROW = 5

local function minute_of(at)
  return math.floor(tonumber(at) / (60 * SECOND))
end

local counted -- read when a script first needs it

local function usage()
  if not counted then
    local written = redis.call('GET', USAGE)
    local parts = written and cmsgpack.unpack(written) or { {}, {}, {} }
    counted = { minutes = parts[1], days = parts[2], own = parts[3] }
  end
  return counted
end

-- Write what a script changed, once at its end.
local function keep_usage()
  if counted and counted.changed then
    redis.call('SET', USAGE, cmsgpack.pack({ counted.minutes, counted.days, counted.own }), 'EX', DAYS_KEPT)
  end
end

-- Where the row of this minute or day begins; the newest are asked for most.
local function find_row(rows, when)
  for start = #rows - ROW + 1, 1, -ROW do
    if rows[start] == when then
      return start
    end
  end
end

-- Change a row by a place, `sign` times, and by its own count. Returns the count.
local function change(rows, start, place, sign, by)
  usage().changed = true
  for index, more in ipairs({ sign * place.weight, sign * place.uploads, sign * place.bytes, by }) do
    rows[start + index] = rows[start + index] + more
  end
  return rows[start + ROW - 1]
end

local function change_or_begin(named, name, when, place, by)
  local rows = named[name] or {}
  local start = find_row(rows, when)
  if not start then
    start = #rows + 1
    for index, value in ipairs({ when, 0, 0, 0, 0 }) do
      rows[start + index - 1] = value
    end
  end
  named[name] = rows
  return change(rows, start, place, 1, by)
end

local function remove_row(rows, start)
  for _ = 1, ROW do
    table.remove(rows, start)
  end
end

-- The names of the rows that a place is counted in: for all platforms and for each group of them.
local function names_of(place)
  local names = {}
  for scope in string.gmatch(place.scopes .. '\n', '(.-)\n') do
    names[#names + 1] = place.use .. '|' .. scope
  end
  return names
end

local function add(place)
  local minute, day = minute_of(place.started), tonumber(place.day)
  for _, name in ipairs(names_of(place)) do
    local places = change_or_begin(usage().minutes, name, minute, place, 1)
    change_or_begin(usage().days, name, day, place, places == 1 and 1 or 0)
  end
end

-- A minute that is forgotten already was active, and stays so in its day.
local function take_off(place)
  local minute, day = minute_of(place.started), tonumber(place.day)
  for _, name in ipairs(names_of(place)) do
    local minutes, days, left = usage().minutes[name] or {}, usage().days[name] or {}, nil
    local in_minute, in_day = find_row(minutes, minute), find_row(days, day)
    if in_minute then
      left = change(minutes, in_minute, place, -1, -1)
      if left == 0 then
        remove_row(minutes, in_minute)
      end
    end
    if in_day then
      change(days, in_day, place, -1, left == 0 and -1 or 0)
    end
  end
end

-- Forget rows that no window reaches back to any more.
local function forget_rows(named, oldest)
  for name, rows in pairs(named) do
    for start = #rows - ROW + 1, 1, -ROW do
      if rows[start] < oldest then
        remove_row(rows, start)
      end
    end
    if #rows == 0 then
      named[name] = nil
    end
  end
end

local function forget_usage(at, today)
  forget_rows(usage().minutes, minute_of(at) - MINUTES_KEPT / 60)
  forget_rows(usage().days, today - DAYS_KEPT / 86400)
  for day in pairs(usage().own) do
    if tonumber(day) < today - DAYS_KEPT / 86400 then
      usage().own[day] = nil
    end
  end
end

-- Add the sums of one window to a list: window, use, scope, weight, uploads, bytes, active minutes.
local function sum_up(list, window, named, first, last, active)
  for name, rows in pairs(named) do
    local weight, uploads, bytes, minutes
    for start = 1, #rows, ROW do
      if rows[start] >= first and rows[start] <= last then
        weight, uploads = (weight or 0) + rows[start + 1], (uploads or 0) + rows[start + 2]
        bytes, minutes = (bytes or 0) + rows[start + 3], (minutes or 0) + (active or rows[start + 4])
      end
    end
    if weight then
      local use, scope = string.match(name, '^([^|]*)|(.*)$')
      for _, value in ipairs({ window, use, scope, weight, uploads, bytes, minutes }) do
        list[#list + 1] = value
      end
    end
  end
end

-- How much was done in each window.
local function usage_of(at, day)
  local list, minute, today = {}, minute_of(at), tonumber(day)
  forget_usage(at, today)
  sum_up(list, 'hour', usage().minutes, minute - 59, math.huge, 1)
  sum_up(list, 'day', usage().days, today, today)
  sum_up(list, 'week', usage().days, today - 6, today)
  return list
end

-- How many minutes of their own the person used on this day, and the last of them.
local function own_used(day)
  return unpack(usage().own[day] or { 0, -1 })
end

local function use_own(day, used, last)
  usage().own[day], usage().changed = { used, last }, true
end
