-- Count one more attempt on the open incident about the same content, or open this one. What was refused before for
-- weaker reasons takes the stronger action, and with it loses its way past.
-- ARGV: the incident, its rules if they coach, seconds until it is forgotten, before which moment another expired that is
-- forgotten now, and before which moment a coaching was that is.

local written, rules = ARGV[1], cjson.decode(ARGV[2])
local kept_for, expired_before, coached_before = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local new = cjson.decode(written)

local known = open_incident(new.subject, new.at)
if known and known.action == new.action then
  known.attempts = tostring(tonumber(known.attempts) + 1)
  return write_incident(known)
end
if redis.call('HEXISTS', INCIDENTS, new.number) == 1 then
  return redis.error_reply('TAKEN this number stands for another content')
end

local before = redis.call('HGET', OPEN, new.subject)
local replaced = before and incident_of(before)
if replaced then
  end_incident(replaced)
end
redis.call('HSET', INCIDENTS, new.number, written)
redis.call('HSET', OPEN, new.subject, new.number)
redis.call('ZADD', ORDER, new.at, new.number)
for _, rule in ipairs(rules) do
  redis.call('ZADD', COACHINGS, new.at, new.at .. ' ' .. rule)
end

-- The oldest make room: those that are kept no longer, and those that are too many.
local many = redis.call('ZCARD', ORDER) - MOST_INCIDENTS
for rank, number in ipairs(redis.call('ZRANGE', ORDER, 0, 19)) do
  local old = incident_of(number)
  if rank > many and old and tonumber(old.expires) >= expired_before then
    break
  end
  if old and redis.call('HGET', OPEN, old.subject) == number then
    redis.call('HDEL', OPEN, old.subject)
  end
  redis.call('HDEL', INCIDENTS, number)
  redis.call('ZREM', ORDER, number)
end
keep_incidents(kept_for)
if #rules > 0 then
  redis.call('ZREMRANGEBYSCORE', COACHINGS, '-inf', '(' .. coached_before)
  keep_for(COACHINGS_KEPT, COACHINGS)
end
return written
