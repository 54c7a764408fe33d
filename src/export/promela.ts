import type { Asked } from './asked.ts';
import type { Domain } from './domains.ts';
import { printable } from './identifiers.ts';
import type { Gap, Reading, Rule, RuleSystem } from './rules.ts';

/** Spin allows 255 processes; a system with more actors than this becomes a single one. */
const PROCESSES_MAX = 200;

/**
 * The system in Promela: one variable per slot, one process per actor, one `d_step` per rule.
 *
 * A process is always at the head of its loop when others look, so that it adds nothing to the state
 * vector, and spin counts the states that we count. Marks that must never be seen are assertions: in the
 * step that shows them, or as a stutter step of a watcher where it is the state that bears them.
 */
export const promela = (system: RuleSystem, asked: Asked, title: string): string => {
  const { domains, states } = system;
  return [
    `/*\n * ${printable(title)}, exported by irqproof: ${states} reachable states.\n *`,
    ' *   spin -o1 -o2 -a THIS_FILE',
    ' *   cc -O2 -DSAFETY -DNOREDUCE -DBFS -o pan pan.c',
    ' *   ./pan        (./pan -A counts the states without looking at assertions)\n *',
    ' * -o2 matters: without it spin leaves variables that no guard reads out of the state.\n */\n',
    ...domains.map(constants),
    ...domains.map((domain, slot) => {
      const initial = domain.constantOf(system.initial[slot]!);
      return `${width(domain)} ${domain.variable} = ${initial};`;
    }),
    ...processes(system, asked),
    '',
  ].join('\n');
};

const constants = ({ slot, locals }: Domain): string => {
  const kind = slot.kind === 'component' ? '' : ` (${slot.kind})`;
  const defines = locals.map(({ local, constant, text }) => `#define ${constant} ${local} /* ${text} */`);
  return `/* ${printable(slot.name)}${kind} */\n${defines.join('\n')}\n`;
};

const width = ({ locals }: Domain): string => {
  const largest = locals.at(-1)?.local ?? 0;
  if (largest < 256) return 'byte';
  return largest < 32_768 ? 'short' : 'int';
};

const processes = (system: RuleSystem, asked: Asked): string[] => {
  const { domains } = system;
  const never = new Set(asked.never);
  const enabled = system.rules.filter(({ blockedBy }) => blockedBy < 0);
  const actors = [...new Set(enabled.map(({ slot }) => slot))];
  const options = (rules: readonly Rule[]): string[] =>
    rules.flatMap((rule, i) => {
      const comment = described(system, rule);
      const before = rules[i - 1];
      const same = before !== undefined && described(system, before) === comment;
      return [...(same ? [] : [comment]), step(system, rule, never)];
    });
  const watchers = [
    ...watching(system, never),
    ...(asked.closed ? system.gaps.map((gap) => unknown(domains, gap)) : []),
  ];
  const loops =
    actors.length <= PROCESSES_MAX
      ? actors.map((slot) =>
          loop(`${domains[slot]!.id}_steps`, options(enabled.filter((rule) => rule.slot === slot))),
        )
      : [loop('all_steps', options(enabled))];
  if (watchers.length > 0) loops.push(loop('watch_states', watchers));
  // Spin refuses a model without any process.
  return loops.length > 0 ? loops : [loop('no_steps', ['  :: false'])];
};

const loop = (name: string, options: readonly string[]): string =>
  `\nactive proctype ${name}() {\nend: do\n${options.join('\n')}\n  od\n}`;

const step = (system: RuleSystem, rule: Rule, never: ReadonlySet<number>): string => {
  const { domains, marks } = system;
  const effects = rule.writes.map(({ slot, local }) => `${assignment(domains[slot]!, local)};`);
  const alarms = rule.marks.filter((mark) => never.has(mark)).map((mark) => alarm(marks[mark]!));
  const body = [...effects, ...alarms].join(' ') || 'skip';
  return `  :: d_step { ${guard(domains, rule.reads)} -> ${body} }`;
};

const described = ({ marks }: RuleSystem, { event, marks: seen }: Rule): string =>
  `  /* ${printable(event)}${seen.map((mark) => ` [${printable(marks[mark]!)}]`).join('')} */`;

const watching = ({ domains, marks, conditions }: RuleSystem, never: ReadonlySet<number>): string[] =>
  conditions
    .filter(({ mark }) => never.has(mark))
    .map(({ mark, reads }) => `  :: d_step { ${guard(domains, reads)} -> ${alarm(marks[mark]!)} }`);

const unknown = (domains: readonly Domain[], { reads }: Gap): string =>
  `  :: d_step { ${guard(domains, reads)} -> ${alarm('a state that irqproof has not seen')} }`;

const alarm = (mark: string): string => `printf("${printable(mark).replaceAll('%', '')}\\n"); assert(false);`;

const guard = (domains: readonly Domain[], reads: readonly Reading[]): string =>
  reads
    .map(({ slot, locals }) => {
      const { variable, constantOf } = domains[slot]!;
      const one = locals.map((local) => `${variable} == ${constantOf(local)}`);
      return one.length === 1 ? one[0]! : `(${one.join(' || ')})`;
    })
    .join(' && ') || 'true';

const assignment = (domain: Domain, local: number): string =>
  `${domain.variable} = ${domain.constantOf(local)}`;
