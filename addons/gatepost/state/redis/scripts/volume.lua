-- How much a person did, and how many minutes of their own they used. ARGV: at, work day.
local at, today = unpack(ARGV)
give_back_lapsed(at)
local told = { usage_of(at, today), (own_used(today)) }
keep_usage()
return told
