-- Give a coached incident its one passage. ARGV: number, the action of coaching, reason, at, until, seconds it is kept.
local number, coach, reason, at, till, kept_for = unpack(ARGV)
local incident = incident_of(number)
if not incident or incident.action ~= coach or incident.answer == 'justified' or not is_open(incident, at) then
  return 0
end
incident.answer, incident.reason, incident.expires, incident.told = 'justified', reason, tonumber(till), 1
write_incident(incident)
keep_for(tonumber(kept_for), REFUSED)
return 1
