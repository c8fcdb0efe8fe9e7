-- The newest incidents of a person, newest first. ARGV: how many.
local numbers = redis.call('ZREVRANGE', ORDER, 0, tonumber(ARGV[1]) - 1)
return #numbers > 0 and redis.call('HMGET', INCIDENTS, unpack(numbers)) or {}
