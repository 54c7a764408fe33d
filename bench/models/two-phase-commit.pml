/* Two-phase commit (Gray and Lamport 2006) as in the TLA+ examples: messages stay sent. */
#define N 8
#define all_noted (noted[0] && noted[1] && noted[2] && noted[3] && noted[4] && noted[5] && noted[6] && noted[7])

mtype = { undecided, working, prepared, committed, aborted };
mtype tm = undecided;
mtype rm[N] = working;
bool sent[N], noted[N];

active [N] proctype manager()
{
  do
  :: atomic { rm[_pid] == working -> rm[_pid] = prepared; sent[_pid] = true }
  :: atomic { rm[_pid] == working -> rm[_pid] = aborted }
  :: atomic { tm == undecided && sent[_pid] -> noted[_pid] = true }
  :: atomic { tm == committed -> rm[_pid] = committed }
  :: atomic { tm == aborted -> rm[_pid] = aborted }
  od
}

active proctype coordinator()
{
  do
  :: atomic { tm == undecided && all_noted -> tm = committed }
  :: atomic { tm == undecided -> tm = aborted }
  od
}
