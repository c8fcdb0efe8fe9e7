-- Count one more attempt on the open incident about the same content, or open this one. What was refused before for
-- weaker reasons takes the stronger action, and with it loses its way past.
-- ARGV: the incident, its rules if they coach, seconds until it is forgotten, before which moment another expired that is
-- forgotten now, and before which moment a coaching was that is.

local new, rules = cjson.decode(ARGV[1]), cjson.decode(ARGV[2])
local kept_for, expired_before, coached_before = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local coached_at = new.at
new.at, new.expires = tonumber(new.at), tonumber(new.expires)

local known = open_incident(new.subject, new.at)
if known and known.action == new.action then
  known.attempts = known.attempts + 1
  write_incident(known)
  return parts_of(known)
end
if incident_of(new.number) then
  return redis.error_reply('TAKEN this number stands for another content')
end
for _, before in ipairs(incidents_with('subject', new.subject, nil, true)) do
  end_incident(before)
end
redis.call('LPUSH', REFUSED, cmsgpack.pack(parts_of(new)))

-- The oldest make room: those that are too many, and those that are kept no longer.
redis.call('LTRIM', REFUSED, 0, MOST_INCIDENTS - 1)
while read_incident(redis.call('LINDEX', REFUSED, -1)).expires < expired_before do
  redis.call('RPOP', REFUSED)
end
keep_for(kept_for, REFUSED)

-- When each rule coached the person is one text under the rule, newest first.
local function coach(rule, times)
  for at in string.gmatch(redis.call('HGET', COACHED, rule) or '', '%S+') do
    if at ~= coached_at and tonumber(at) >= coached_before and #times < COACHINGS_READ then
      times[#times + 1] = at
    end
  end
  if #times > 0 then
    redis.call('HSET', COACHED, rule, table.concat(times, ' '))
  else
    redis.call('HDEL', COACHED, rule)
  end
end

if #rules > 0 then
  local coaches = {}
  for _, rule in ipairs(rules) do
    coaches[rule] = true
    coach(rule, { coached_at })
  end
  for _, rule in ipairs(redis.call('HKEYS', COACHED)) do
    if not coaches[rule] then
      coach(rule, {})
    end
  end
  keep_for(COACHINGS_KEPT, COACHED)
end
return parts_of(new)
