-- The person was shown the notice. ARGV: number.
local incident = incident_of(ARGV[1])
if incident and incident.told == 0 then
  incident.told = 1
  write_incident(incident)
end
