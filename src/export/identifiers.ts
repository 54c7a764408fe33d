/** How much of a long local state is kept in its identifier; the whole text goes into a comment. */
const LENGTH_MAX = 48;

/** Turns any text into an identifier of letters, digits and single underscores that begins with a letter. */
export const slug = (text: string): string => {
  const plain = text
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .slice(0, LENGTH_MAX)
    .replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain : `x${plain}`;
};

/** Hands out identifiers, each only once, whatever the case of its letters. */
export class Identifiers {
  private readonly used = new Set<string>();

  take(wanted: string): string {
    let free = wanted;
    for (let n = 2; this.used.has(free.toLowerCase()); n++) free = `${wanted}_${n}`;
    this.used.add(free.toLowerCase());
    return free;
  }
}

/** Text that no tool can stumble over: printable ASCII without quotes, backslashes or ends of comments. */
export const printable = (text: string): string =>
  text
    .replaceAll('→', '->')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replaceAll(/\*\/|\/\*/g, '* /');
