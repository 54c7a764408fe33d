-- Two-phase commit (Gray and Lamport 2006) as in the TLA+ examples: messages stay sent.
const N: 8;
type
  manager: 0 .. N - 1;
  coordinating: enum { init, committing, aborting };
  managing: enum { working, prepared, committed, aborted };
var
  tm: coordinating;
  rm: array [manager] of managing;
  sent, noted: array [manager] of boolean;

startstate begin
  tm := init;
  for i: manager do rm[i] := working; sent[i] := false; noted[i] := false; end;
end;

rule "commit" tm = init & forall i: manager do noted[i] end ==> begin tm := committing; end;
rule "abort" tm = init ==> begin tm := aborting; end;

ruleset i: manager do
  rule "prepare" rm[i] = working ==> begin rm[i] := prepared; sent[i] := true; end;
  rule "abandon" rm[i] = working ==> begin rm[i] := aborted; end;
  rule "note" tm = init & sent[i] ==> begin noted[i] := true; end;
  rule "learn of commit" tm = committing ==> begin rm[i] := committed; end;
  rule "learn of abort" tm = aborting ==> begin rm[i] := aborted; end;
end;
