/*
 * Peterson's mutual exclusion for N processes (IPL 12(3), 1981): N - 1 levels, on each the last to come waits
 * until another comes or until it has seen everybody else on a lower level, one after the other.
 */
#define N 4
#define me _pid

byte level[N];
byte last[N - 1];
/* Global, so that spin does not forget them where they are not needed: all tools shall store the same states. */
byte j[N], k[N];

active [N] proctype process()
{
idle:
  j[me] = 1;
next_level:
  if
  :: atomic { j[me] < N -> level[me] = j[me] }
  :: j[me] == N -> goto critical
  fi;
  d_step { last[j[me] - 1] = me; k[me] = 0 };
waiting:
  if
  :: atomic { k[me] < N && (k[me] == me || level[k[me]] < j[me]) -> k[me]++; goto waiting }
  :: atomic { k[me] == N || last[j[me] - 1] != me -> j[me]++; goto next_level }
  fi;
critical:
  level[me] = 0;
  goto idle
}
