import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a terminal; none for files, pipes and CI logs, nor where NO_COLOR is set (no-color.org). */
export const colorsFor = (stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors => {
  const set = (name: string): boolean => (env[name] ?? '') !== '';
  if (set('NO_COLOR')) return pc.createColors(false);
  if (set('FORCE_COLOR')) return pc.createColors(env['FORCE_COLOR'] !== '0');
  return pc.createColors(stream.isTTY === true && env['TERM'] !== 'dumb');
};
