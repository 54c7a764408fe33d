export * from './component.ts';
export * from './network.ts';
export * from './property.ts';
export * from './wire.ts';
export {
  and,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  createMachine,
  emit,
  enqueueActions,
  not,
  or,
  raise,
  setup,
} from 'xstate';
