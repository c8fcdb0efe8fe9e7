-- What was found in an upload, beside what was found in it before: a hash of findings by which came first, and whether it
-- was justified under the empty name. KEYS: the upload. ARGV: 1 if it was justified, and the findings.
redis.call('HSET', KEYS[1], '', ARGV[1])
for index = 2, #ARGV do
  local known = redis.call('HLEN', KEYS[1])
  if known <= MOST_FINDINGS then
    redis.call('HSETNX', KEYS[1], ARGV[index], known)
  end
end
redis.call('EXPIRE', KEYS[1], UPLOADS_KEPT)
