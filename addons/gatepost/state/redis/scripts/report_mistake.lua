-- The person says that it is a mistake. ARGV: number.
local incident = incident_of(ARGV[1])
if not incident or incident.reported == 1 then
  return 0
end
incident.reported, incident.told = 1, 1
write_incident(incident)
return 1
