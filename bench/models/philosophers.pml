/* Dining philosophers (Model Checking Contest, Philosophers-PT): either fork first, both put down at once. */
#ifndef N
#define N 13
#endif
#define left  _pid
#define right ((_pid + 1) % N)

bool taken[N];

active [N] proctype philosopher()
{
thinking:
  if
  :: atomic { !taken[left]  -> taken[left] = true;  goto has_left }
  :: atomic { !taken[right] -> taken[right] = true; goto has_right }
  fi;
has_left:
  atomic { !taken[right] -> taken[right] = true; goto eating };
has_right:
  atomic { !taken[left] -> taken[left] = true; goto eating };
eating:
  atomic { taken[left] = false; taken[right] = false; goto thinking }
}
