-- The person was shown the notice. ARGV: number.
local incident = incident_of(ARGV[1])
if incident and not incident.told then
  incident.told = true
  write_incident(incident)
end
