import assert from 'node:assert/strict';
import fc from 'fast-check';

/** Pieces that break a text of YAML, JSON, CSV or a template where they come unexpected. */
const pieces = [
  ...['{', '}', '[', ']', ':', ',', '- ', '\n', '\r\n', ' ', '  ', '\t', '"', '""', "'", '|', '>', '#', '%', '?', '\\'],
  ...['&a ', '*a', '<<: ', '!!set ', '!!binary ', '$ref: ', '---\n', '%YAML 1.1\n', '~', 'null', '1e999', '-0', '.nan'],
  ...['file://', '../', '*', 'env.', '{{', '}}', '{%', '%}', '{#', '{{#each a}}', '{{/', '${input:', '__expected'],
  ...['__proto__', 'constructor', '\u0000', '\ud800', '\udc00', '\ufeff', '\u2028', '😀', 'user:\n', 'system:\n'],
];

interface Edit {
  /** Where, as a share of the text. */
  readonly at: number;
  /** Characters that go. */
  readonly length: number;
  /** The text in their place: a piece, or a stretch of the text itself. */
  readonly piece: string | readonly [number, number];
}

const share = fc.integer({ min: 0, max: 1_000 }).map((each) => each / 1_000);

const edits = fc.array(
  fc.record<Edit>({
    at: share,
    length: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30) }),
    piece: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.tuple(share, share) },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

function edited(text: string, { at, length, piece }: Edit): string {
  const from = Math.round(at * text.length);
  const stretch =
    typeof piece === 'string' ? piece : text.slice(...piece.map((each) => Math.round(each * text.length)));
  return text.slice(0, from) + stretch + text.slice(from + length);
}

/** One of the texts, with a few pieces of it gone, doubled or replaced. */
export const mangled = (...texts: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...texts), edits).map(([text, all]) => all.reduce(edited, text));

/** The same, or the text as it is. */
export const perhapsMangled = (text: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: mangled(text) });

/** µs of this process: of a text of this size nothing takes that long that ends. */
const longest = 5_000_000;

/** A property that also ends. */
export const ending =
  <T extends unknown[]>(holds: (...args: T) => void | Promise<void>) =>
  async (...args: T): Promise<void> => {
    const start = process.cpuUsage();
    await holds(...args);
    assert.ok(process.cpuUsage(start).user < longest, 'it took too long');
  };
