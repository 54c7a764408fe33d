export * from './component.ts';
export * from './network.ts';
export * from './property.ts';
export * from './wire.ts';
export { assign, createMachine, emit, enqueueActions, raise, setup } from 'xstate';
