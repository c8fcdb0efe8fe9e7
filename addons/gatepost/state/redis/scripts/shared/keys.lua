-- The keys of one person, and how long they are kept. Every script has this before it.
-- Moments are microseconds since the epoch and are kept as the strings that they came as: Lua computes with numbers of
-- their size, and writes them with too few digits. Before this stand the durations that Python names, in seconds.

local DAYS, MINUTES, OWN, PLACES, HOLDS, INCIDENTS, ORDER, OPEN, COACHINGS, AGREEMENT = unpack(KEYS)

local SECOND = 1000000

-- Keep keys for at least so many seconds from now.
local function keep_for(seconds, ...)
  for _, key in ipairs({ ... }) do
    if redis.call('TTL', key) < seconds then
      redis.call('EXPIRE', key, seconds)
    end
  end
end

local function moment(at)
  return string.format('%d', at)
end
