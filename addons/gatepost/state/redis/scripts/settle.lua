-- Keep or give back everything that an attempt holds. ARGV: the attempt, 1 if it is kept, and 1 if what lapsed before it
-- could be kept is to be taken again.

local attempt = cjson.decode(ARGV[1])
local kept, again = ARGV[2] == '1', ARGV[3] == '1'
if not let_go(attempt.token, kept) and again and attempt.use ~= '' and not place_of(attempt.subject, attempt.at) then
  take_place(attempt, '0', '1')
end
keep_places()
keep_usage()
