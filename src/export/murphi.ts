import type { Asked } from './asked.ts';
import type { Domain } from './domains.ts';
import { printable } from './identifiers.ts';
import type { Gap, Reading, Rule, RuleSystem } from './rules.ts';

/** rumur copies an enumeration wherever it is used; larger ones become ranges with named constants. */
const ENUM_MAX = 16;

/**
 * The system in Murphi, as rumur reads it: one type and one variable per slot, one rule per guarded
 * command. What a step must never show is an assertion in its rule, what a state must never be an
 * invariant; neither adds anything to the state. Witnesses are `cover`, and a goal that must stay possible
 * is `liveness`, which in rumur means AG EF.
 */
export const murphi = (system: RuleSystem, asked: Asked, title: string): string => {
  const { domains, states } = system;
  const enabled = system.rules.filter(({ blockedBy }) => blockedBy < 0);
  return [
    `-- ${printable(title)}, exported by irqproof: ${states} reachable states.`,
    '--   rumur --symmetry-reduction off --deadlock-detection off -o model.c THIS_FILE',
    '--   cc -std=c11 -O2 -march=native -o model model.c -lpthread && ./model\n',
    ...domains.filter(({ locals }) => !isEnum(locals)).map(constants),
    'type',
    ...domains.map(declaration),
    'var',
    ...domains.map(({ variable, type }) => `  ${variable} : ${type};`),
    '\nstartstate begin',
    ...domains.map((domain, slot) => `  ${assignment(domain, system.initial[slot]!)};`),
    'end;\n',
    ...enabled.map((rule) => command(system, rule, new Set(asked.never))),
    ...asked.never.flatMap((mark) => invariant(system, mark)),
    ...(asked.closed ? system.gaps.map((gap) => unknown(domains, gap)) : []),
    ...asked.seen.map((mark) => property('cover', system, mark)),
    ...asked.possible.map((mark) => property('liveness', system, mark)),
    '',
  ].join('\n');
};

const isEnum = (locals: Domain['locals']): boolean => locals.length <= ENUM_MAX;

const constants = ({ locals }: Domain): string =>
  `const\n${locals.map(({ local, constant, text }) => `  ${constant} : ${local}; -- ${text}`).join('\n')}\n`;

const declaration = ({ type, locals }: Domain): string => {
  if (!isEnum(locals)) return `  ${type} : 0 .. ${locals.at(-1)!.local};`;
  const members = locals.map(
    ({ constant, text }, i) => `    ${constant}${i + 1 < locals.length ? ',' : ''} -- ${text}`,
  );
  return `  ${type} : enum {\n${members.join('\n')}\n  };`;
};

const command = ({ domains, marks }: RuleSystem, rule: Rule, never: ReadonlySet<number>): string => {
  const effects = rule.writes.map(({ slot, local }) => `  ${assignment(domains[slot]!, local)};\n`);
  const alarms = rule.marks
    .filter((mark) => never.has(mark))
    .map((mark) => `  assert "${printable(marks[mark]!)}" false;\n`);
  const actor = printable(domains[rule.slot]!.slot.name);
  return (
    `rule "${actor}: ${printable(rule.event)}"\n  ${guard(domains, rule.reads)}\n==> begin\n` +
    `${[...effects, ...alarms].join('')}end;\n`
  );
};

const invariant = (system: RuleSystem, mark: number): string[] => {
  const borne = system.conditions.filter((condition) => condition.mark === mark);
  if (borne.length === 0) return [];
  const bad = borne.map(({ reads }) => guard(system.domains, reads));
  return [`invariant "${printable(system.marks[mark]!)}"\n  !${either(bad)};\n`];
};

const unknown = (domains: readonly Domain[], { reads }: Gap): string =>
  `invariant "a state that irqproof has not seen"\n  !(${guard(domains, reads)});\n`;

/** A property of the states in which a mark is at hand: the state bears it, or a step that shows it is enabled. */
const property = (
  keyword: string,
  { domains, marks, rules, conditions }: RuleSystem,
  mark: number,
): string => {
  const atHand = [
    ...conditions.filter((condition) => condition.mark === mark),
    ...rules.filter((rule) => rule.blockedBy < 0 && rule.marks.includes(mark)),
  ];
  const states = new Set(atHand.map(({ reads }) => guard(domains, reads)));
  return `${keyword} "${printable(marks[mark]!)}"\n  ${either([...states])};\n`;
};

/** A disjunction as a balanced tree of parentheses: rumur takes very long over deep ones. */
const either = (terms: readonly string[], space = '\n  '): string => {
  if (terms.length < 2) return `(${terms[0] ?? 'false'})`;
  const half = terms.length >> 1;
  return `(${either(terms.slice(0, half), space)}${space}| ${either(terms.slice(half), space)})`;
};

const guard = (domains: readonly Domain[], reads: readonly Reading[]): string =>
  reads
    .map(({ slot, locals }) => {
      const { variable, constantOf } = domains[slot]!;
      const one = locals.map((local) => `${variable} = ${constantOf(local)}`);
      return one.length === 1 ? one[0]! : either(one, ' ');
    })
    .join(' & ') || 'true';

const assignment = (domain: Domain, local: number): string =>
  `${domain.variable} := ${domain.constantOf(local)}`;
