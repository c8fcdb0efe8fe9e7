-- An incident that expired without an answer; nothing if it has one, or is gone. ARGV: number, at.
local number, at = unpack(ARGV)
local incident = incident_of(number)
if not incident or incident.answer ~= '' or incident.expires > tonumber(at) then
  return nil
end
incident.answer = 'lapsed'
write_incident(incident)
return parts_of(incident)
