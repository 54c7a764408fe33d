import { control } from './control.ts';

/** States that a thread takes at a time. */
export const CHUNK = 256;
/** A thread stops the others when it has met so many states whose trees are not there yet. */
const MISSES_MAX = 4096;

/** Positions in a thread's report; the states that were missed follow. */
export const report = {
  transitions: 0,
  deadlock: 1,
  unusedFrom: 2,
  unusedTo: 3,
  misses: 4,
  first: 8,
} as const;
export const REPORT_LENGTH = report.first + MISSES_MAX + CHUNK;

/** JavaScript for one thread's share of an order: `work(control, report, tally, steps, table, words, room)`. */
export const workText = `'use strict';
return(C,R,X,steps,table,words,room)=>{
  let transitions=0,deadlock=0,misses=0;
  while(Atomics.load(C,${control.stop})===0){
    const from=Atomics.add(C,${control.next},${CHUNK}),end=C[${control.end}];
    if(from>=end)break;
    const to=Math.min(from+${CHUNK},end);
    for(let id=from;id<to;){
      X[0]=0;X[1]=0;
      id=steps.expand(id,to,room);
      const n=X[2];
      table.insertTogether(n,C);
      transitions+=n/words+X[0];
      deadlock|=X[1];
      if(X[3]===1){X[3]=0;R[${report.first}+misses++]=id++}
    }
    Atomics.add(C,${control.alive},1);
    if(misses>=${MISSES_MAX}||Atomics.load(C,${control.count})>=C[${control.countMax}])Atomics.store(C,${control.stop},1);
  }
  R[${report.transitions}]=transitions;R[${report.deadlock}]=deadlock;R[${report.misses}]=misses;
  table.unused(R);
};`;

/**
 * The whole program of a worker. Plain JavaScript in a string, because that runs alike from TypeScript sources
 * and from a build, and because the code that it runs comes as strings anyway.
 */
export const workerText = `'use strict';
const{workerData,receiveMessageOnPort}=require('node:worker_threads');
const{C,R,port}=workerData,work=new Function(${JSON.stringify(workText)})();
let order=0,m,steps,table;
for(;;){
  Atomics.wait(C,${control.order},order);
  order=Atomics.load(C,${control.order});
  if(order<0)break;
  for(let got;(got=receiveMessageOnPort(port));){
    const next=got.message;
    if(next.scratch!==undefined){
      const{out,hashes,recent}=next.scratch;
      m={out:new Int32Array(out),hashes:new Int32Array(hashes),recent:new Int32Array(recent),tally:new Int32Array(8),marks:next.marks,blocked:next.blocked};
      steps=new Function('m',next.steps)(m);
      table=new Function('m',next.table)(m);
    }
    const states=new Int32Array(next.states,0,next.stateWords);
    steps.bind(states);
    table.bind(states,new Int32Array(next.index,0,next.indexWords));
    steps.use(next.cells,next.roots,next.watches);
    m.words=next.words;m.room=next.room;
  }
  work(C,R,m.tally,steps,table,m.words,m.room);
  Atomics.add(C,${control.alive},1);
  Atomics.add(C,${control.done},1);
  Atomics.notify(C,${control.done});
}`;
