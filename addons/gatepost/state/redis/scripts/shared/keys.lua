-- The keys of one person, and how long they are kept. Every script has this before it.
-- Moments are microseconds since the epoch: Lua computes with numbers of their size, and writes them with too few digits.
-- So they are text, or in MessagePack. Before this stand the durations that Python names, in seconds.

local USAGE, PLACES, HOLDS, REFUSED, COACHED, AGREED = unpack(KEYS)

local SECOND = 1000000

-- Keep a key for at least so many seconds from now.
local function keep_for(seconds, key)
  if redis.call('TTL', key) < seconds then
    redis.call('EXPIRE', key, seconds)
  end
end
