-- Dining philosophers (Model Checking Contest, Philosophers-PT): either fork first, both put down at once.
const N: 13;
type
  place: 0 .. N - 1;
  doing: enum { thinking, has_left, has_right, eating };
var
  philosopher: array [place] of doing;
  taken: array [place] of boolean;

startstate begin
  for i: place do philosopher[i] := thinking; taken[i] := false; end;
end;

ruleset i: place do
  rule "left first" philosopher[i] = thinking & !taken[i] ==>
  begin philosopher[i] := has_left; taken[i] := true; end;

  rule "right first" philosopher[i] = thinking & !taken[(i + 1) % N] ==>
  begin philosopher[i] := has_right; taken[(i + 1) % N] := true; end;

  rule "then right" philosopher[i] = has_left & !taken[(i + 1) % N] ==>
  begin philosopher[i] := eating; taken[(i + 1) % N] := true; end;

  rule "then left" philosopher[i] = has_right & !taken[i] ==>
  begin philosopher[i] := eating; taken[i] := true; end;

  rule "put down" philosopher[i] = eating ==>
  begin philosopher[i] := thinking; taken[i] := false; taken[(i + 1) % N] := false; end;
end;
