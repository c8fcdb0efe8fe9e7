-- The newest open incident on this platform of which the person was not told; they are now told of all. ARGV: platform, at.
local platform, at = unpack(ARGV)
local untold = incidents_with('platform', platform, function(incident)
  return incident.told == 0 and is_open(incident, at)
end, true)
local newest = untold[1] and parts_of(untold[1])
for _, incident in ipairs(untold) do
  incident.told = 1
  write_incident(incident)
end
return newest
