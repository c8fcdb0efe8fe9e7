-- The newest open incident on this platform of which the person was not told; they are now told of all. ARGV: platform, at.
local platform, at = unpack(ARGV)
local newest
for _, number in ipairs(redis.call('ZREVRANGE', ORDER, 0, -1)) do
  local incident = incident_of(number)
  if incident and incident.platform == platform and not incident.told and is_open(incident, at) then
    newest = newest or redis.call('HGET', INCIDENTS, number)
    incident.told = true
    write_incident(incident)
  end
end
return newest
