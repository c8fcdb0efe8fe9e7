-- The newest incidents of a person, newest first. ARGV: how many.
local newest = {}
for index, written in ipairs(redis.call('LRANGE', REFUSED, 0, tonumber(ARGV[1]) - 1)) do
  newest[index] = cmsgpack.unpack(written)
end
return newest
