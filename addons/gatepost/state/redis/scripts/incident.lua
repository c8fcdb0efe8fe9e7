-- An incident. ARGV: number.
local incident = incident_of(ARGV[1])
return incident and parts_of(incident) or nil
