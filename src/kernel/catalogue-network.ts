/** IRQ030–IRQ049: machines, wires and properties of a network. */
export const networkCodes = {
  IRQ030: {
    title: 'unsupported XState construct',
    text:
      'The machine uses something that needs a running actor system or a clock: invoke, spawn, sendTo, after, a delay. ' +
      'The checker explores all orders of events and never starts actors or timers, so the construct would silently do nothing. ' +
      'Model the other party as a component of its own that is connected by wires. ' +
      'Model the passing of time as a stimulus that may come at any moment.',
  },
  IRQ031: {
    title: 'action that would never run',
    text:
      'The machine has an action that is a plain function or has no implementation. ' +
      'The checker computes transitions without executing side effects, so whatever such an action is meant to do would be missed. ' +
      'Put changes of the context into assign, and whatever others must learn of into emit. ' +
      'A named action needs an implementation in setup({ actions }) or in machine.provide().',
  },
  IRQ032: {
    title: 'event without an answer',
    text:
      'An event reached a component in a state that has no enabled transition for it. ' +
      'Hardware always does something, even if only ignoring a write, so a missing answer is more often an oversight of the model than a fact. ' +
      'All transitions whose guards are false count as missing. ' +
      'Add a transition, or write `on: { EVENT: {} }` in that state, which says that the event is ignored on purpose.',
  },
  IRQ033: {
    title: 'endless cascade',
    text:
      'Events that are delivered within one step set off one another without end. ' +
      'The message prints the circle. ' +
      'Usually two parts answer each other over sync wires, and in the real system one of the two messages takes time. ' +
      'Make that wire a queue, or let one of the parts ignore what it already knows.',
  },
  IRQ034: {
    title: 'unbounded local state',
    text:
      'One component or queue has more local states than the limit, so an exhaustive search would not end. ' +
      'Usually a counter, a list or a log in the context grows; the message names the fields with the most values. ' +
      'Give every number a bound and keep history out of the context. ' +
      'A table of entries is better modelled as one machine for each entry: the product of their states then belongs to the network.',
  },
  IRQ035: {
    title: 'emission without a wire',
    text:
      'A component emits an event that no wire takes away from it. ' +
      'An event that vanishes unseen is nearly always a forgotten wire. ' +
      'Add a wire from this component for this type of event. ' +
      'If it leaves the system under check, let the wire lead to `environment`: properties can then still observe it.',
  },
  IRQ036: {
    title: 'wire names an unknown component',
    text:
      'A wire begins or ends at a component that the network does not have. ' +
      'Usually the name is misspelt, or the part is left out of this design while its wires are not. ' +
      'Correct the name, add the component, or remove the wire.',
  },
  IRQ037: {
    title: 'not plain data',
    text:
      'A context or an event holds something other than strings, finite numbers, booleans, null, arrays and plain objects. ' +
      'States are compared by value, and actors, functions, dates, maps, sets, NaN and infinities have no such value. ' +
      'Write a set as a sorted array and a map as a plain object.',
  },
  IRQ038: {
    title: 'name used twice',
    text:
      'Two of the components, queue wires and properties of a network have the same name, or one of them is called `environment`, which stands for all that is outside the network. ' +
      'Names address wires, properties and traces, so each must mean one thing. ' +
      'Rename one of them; in a list of similar parts an index usually does it.',
  },
  IRQ039: {
    title: 'impure machine',
    text:
      'The same event in the same local state gave different results, or an action changed a context or an event in place. ' +
      'A search that remembers states is only right if machines are functions of their state and event. ' +
      'Usual causes are Math.random, Date.now, variables outside the machine, and assigns that push to an array instead of returning a new one.',
  },
  IRQ040: {
    title: 'wire picks an unknown receiver',
    text:
      'The function that picks the receiver of an event from its payload has failed or named a component that does not exist. ' +
      'Usually an index in the payload is outside the range that the network was built for. ' +
      'Check the range where the event is emitted, and answer out-of-range requests there, as the hardware would.',
  },
  IRQ041: {
    title: 'badly declared queue',
    text:
      'A wire that is a queue or an unordered buffer lacks a name or has a capacity that is not a whole number of at least 1. ' +
      'The contents are part of the global state, so the name is needed to show them in traces. ' +
      'The smallest capacity that shows the races of interest is the best one, since every slot multiplies the states.',
  },
  IRQ042: {
    title: 'machine fails',
    text:
      'A guard, an assign, an emit or the list of stimuli of a component has thrown an exception, or the machine emits events before anything has happened. ' +
      'Guards and actions are called for every event in every reachable state, including combinations that nobody had in mind. ' +
      'Make them total functions, and move what an initial state emits to the first transition.',
  },
  IRQ043: {
    title: 'endless microsteps',
    text:
      'The machine never comes to rest after one event: eventless transitions or raised events lead round in a circle. ' +
      'Usually two `always` transitions enable each other, or an entry action raises the event that enters the same state again. ' +
      'Add a guard that becomes false, or turn one of the transitions into an answer to an event from outside.',
  },
  IRQ044: {
    title: 'property looks at an unknown component',
    text:
      'A property asks for the state of a component that this design does not have. ' +
      'Usually it was written for a larger design, or the part has been renamed. ' +
      'Let the property look at parts by role or through what it observes, or check it only on designs that have the part.',
  },
} as const;
