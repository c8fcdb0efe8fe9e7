-- The person says that it is a mistake. ARGV: number.
local incident = incident_of(ARGV[1])
if not incident or incident.reported then
  return 0
end
incident.reported, incident.told = true, true
write_incident(incident)
return 1
