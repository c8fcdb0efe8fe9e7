-- The person leaves it. ARGV: number, the action of coaching, at.
local number, coach, at = unpack(ARGV)
local incident = incident_of(number)
if not incident or incident.action ~= coach or incident.answer ~= '' or not is_open(incident, at) then
  return 0
end
incident.answer, incident.told = 'back', 1
write_incident(incident)
return 1
