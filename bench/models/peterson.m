-- Peterson's mutual exclusion for N processes (IPL 12(3), 1981): N - 1 levels, on each the last to come waits
-- until another comes or until it has seen everybody else on a lower level, one after the other.
const N: 4;
type
  process: 0 .. N - 1;
  place: enum { idle, next_level, claiming, waiting, critical };
var
  at: array [process] of place;
  level: array [process] of 0 .. N - 1;
  last: array [1 .. N - 1] of process;
  j, k: array [process] of 0 .. N;

startstate begin
  for i: process do at[i] := idle; level[i] := 0; j[i] := 0; k[i] := 0; end;
  for l: 1 .. N - 1 do last[l] := 0; end;
end;

ruleset i: process do
  rule "begin" at[i] = idle ==> begin j[i] := 1; at[i] := next_level; end;
  rule "climb" at[i] = next_level & j[i] < N ==> begin level[i] := j[i]; at[i] := claiming; end;
  rule "enter" at[i] = next_level & j[i] = N ==> begin at[i] := critical; end;
  rule "claim" at[i] = claiming ==> begin last[j[i]] := i; k[i] := 0; at[i] := waiting; end;
  rule "look" at[i] = waiting & k[i] < N & (k[i] = i | level[k[i]] < j[i]) ==> begin k[i] := k[i] + 1; end;
  rule "pass" at[i] = waiting & (k[i] = N | last[j[i]] != i) ==>
  begin j[i] := j[i] + 1; at[i] := next_level; end;
  rule "leave" at[i] = critical ==> begin level[i] := 0; at[i] := idle; end;
end;
