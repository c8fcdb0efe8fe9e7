-- An incident. ARGV: number.
return redis.call('HGET', INCIDENTS, ARGV[1])
