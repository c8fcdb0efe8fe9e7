-- How much a person did, and how many minutes of their own they used. ARGV: at, work day.
local at, today = unpack(ARGV)
give_back_lapsed(at)
return { usage_of(at, today), tonumber(string.match(redis.call('HGET', OWN, today) or '0', '^%S+')) }
