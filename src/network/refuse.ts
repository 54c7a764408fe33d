import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { UserError } from '../kernel/index.ts';

/** Actions that XState resolves within the pure `transition()`, so that the checker sees all they do. */
const allowed = new Set([
  'xstate.assign',
  'xstate.emit',
  'xstate.raise',
  'xstate.enqueueActions',
  'xstate.log',
]);

/**
 * Refuses a machine that needs a running actor system or a clock: the checker never starts either, so such
 * a construct would silently do nothing.
 *
 * @throws UserError IRQ030 (unsupported construct), IRQ031 (an action that would never run)
 */
export const refuseUnsupported = (name: string, machine: AnyStateMachine): void => {
  visit(name, machine, machine.root);
};

const visit = (name: string, machine: AnyStateMachine, node: AnyStateNode): void => {
  const where = `component ${name}, state ${node.path.length === 0 ? '(root)' : node.path.join('.')}`;
  if (node.invoke.length > 0) throw unsupported(where, 'invoke');
  if (node.config.after !== undefined) throw unsupported(where, 'after');
  const transitions = [...node.transitions.values()].flat();
  const actions = [
    ...node.entry,
    ...node.exit,
    ...transitions.flatMap((transition) => transition.actions),
    ...(node.always ?? []).flatMap((transition) => transition.actions),
    ...(node.initial?.actions ?? []),
  ];
  for (const action of actions) refuseAction(where, machine, action);
  for (const child of Object.values(node.states)) visit(name, machine, child);
};

const refuseAction = (where: string, machine: AnyStateMachine, action: unknown): void => {
  if (typeof action === 'function') {
    const { type, delay } = action as { type?: string; delay?: unknown };
    if (type === undefined) {
      throw new UserError(
        'IRQ031',
        `${where}: the action ${action.name || '(anonymous function)'} would never run`,
        {
          expected: 'assign, emit, raise or enqueueActions',
          fix: 'put what it changes into assign and what others must see into emit',
        },
      );
    }
    if (!allowed.has(type)) throw unsupported(where, type.replace('xstate.', ''));
    if (delay !== undefined) throw unsupported(where, `${type.replace('xstate.', '')} with a delay`);
    return;
  }
  const type = typeof action === 'string' ? action : (action as { type: string }).type;
  const implementation = (machine.implementations.actions as Record<string, unknown>)[type];
  if (implementation === undefined) {
    throw new UserError('IRQ031', `${where}: the action "${type}" has no implementation`, {
      fix: `give it to setup({ actions: { ${type}: … } })`,
    });
  }
  refuseAction(where, machine, implementation);
};

/** The same refusal for what `enqueueActions` decides only while it runs. */
export const refuseAtRunTime = (where: string, action: { type: string; params?: unknown }): void => {
  if (!allowed.has(action.type)) {
    if (action.type.startsWith('xstate.')) throw unsupported(where, action.type.replace('xstate.', ''));
    throw new UserError('IRQ031', `${where}: the action ${action.type} would never run`, {
      expected: 'assign, emit or raise',
    });
  }
  const delay = (action.params as { delay?: unknown } | undefined)?.delay;
  if (delay !== undefined) throw unsupported(where, `${action.type.replace('xstate.', '')} with a delay`);
};

export const unsupported = (where: string, construct: string): UserError =>
  new UserError('IRQ030', `${where}: ${construct} is not supported`, {
    expected: 'assign, emit, raise, guards, hierarchy and parallel regions',
    fix: 'model the other party as a component of its own, and time as a stimulus',
  });
