/** An answer in the form in which it is compared with another. */
interface Comparable {
  readonly text: string;
  /** The ending of a file with the text. */
  readonly ending: '.json' | '.md';
}

/** UTF-16 code units up to which the keys of JSON are sorted, as this is done in one go. */
const maxJsonLength = 100_000;
/** Levels of nesting. */
const maxDepth = 200;

/** Returns JSON, also from a fence, with sorted keys and one value per line; anything else as it is. */
export function comparableAnswer(answer: string): Comparable {
  const json = answer.length > maxJsonLength ? undefined : ordered(unfenced(answer));
  return json === undefined ? { text: answer, ending: '.md' } : { text: `${json}\n`, ending: '.json' };
}

function unfenced(answer: string): string {
  const text = answer.trim();
  return /^```(?:json)?[ \t]*\n([\s\S]*?)\n```$/i.exec(text)?.[1] ?? text;
}

/** Writes JSON with sorted keys; `undefined` where the text is no object and no list. */
function ordered(text: string): string | undefined {
  if (!/^[[{]/.test(text.trim())) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined; // It is no JSON, and compared as it is.
  }
  return new Writer(text).write();
}

type Piece = string | { readonly open: '{' | '['; readonly items: readonly (readonly [key: string, value: Piece])[] };

/** Writes sound JSON anew. Numbers and strings stay as they are written: parsed ones would hide that 1.0 became 1. */
class Writer {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  }

  write(): string | undefined {
    const piece = this.read(0);
    return piece === undefined ? undefined : written(piece, '');
  }

  private read(depth: number): Piece | undefined {
    const token = this.next();
    if (token !== '{' && token !== '[') return token;
    if (depth > maxDepth) return undefined;
    const items: [string, Piece][] = [];
    const close = token === '{' ? '}' : ']';
    while (this.tokens[this.at] !== close) {
      const key = token === '{' ? this.next() : '';
      if (token === '{') this.next();
      const value = this.read(depth + 1);
      if (value === undefined) return undefined;
      items.push([key, value]);
      if (this.tokens[this.at] === ',') this.next();
    }
    this.next();
    // The sort is stable: of two values with the same key, the first stays the first.
    return { open: token, items: token === '{' ? items.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : items };
  }

  private next(): string {
    return this.tokens[this.at++] ?? '';
  }
}

function written(piece: Piece, indent: string): string {
  if (typeof piece === 'string') return piece;
  const close = piece.open === '{' ? '}' : ']';
  if (piece.items.length === 0) return piece.open + close;
  const deeper = `${indent}  `;
  const lines = piece.items.map(([key, value]) => `${deeper}${key === '' ? '' : `${key}: `}${written(value, deeper)}`);
  return `${piece.open}\n${lines.join(',\n')}\n${indent}${close}`;
}
