import { codeSpan, escapeMarkdown } from '../../base/markdown';
import { formatCount } from '../../base/numbers';
import type { Say } from '../../base/say';
import type { Model, Tokenizer } from '../../catalog/catalogTable';

/** Facts about the token under the mouse, or about several that meet inside a character. */
interface TokenFacts {
  readonly encoding: string;
  readonly text: string;
  readonly ids: readonly number[];
  /** The bytes of each token. */
  readonly bytes: readonly Uint8Array[];
  /** Number of the first token in the document, from 1, and whether that is exact. */
  readonly position: { readonly at: number; readonly exact: boolean };
  /** Things to know about these tokens, as plain text. */
  readonly notes: readonly string[];
}

/** Returns the hover over a token, in Markdown. */
export function tokenCardText({ encoding, text, ids, bytes, position, notes }: TokenFacts, say: Say): string {
  const at = `${position.exact ? '' : '≈'}${formatCount(position.at)}`;
  const isOne = ids.length === 1;
  const title = isOne ? say('Token {0}', at) : say('{0} tokens, the first is {1}', ids.length, at);
  const facts = ids.map((id, index) => {
    const own = bytes[index] ?? new Uint8Array();
    const size = own.length === 1 ? say('1 byte') : say('{0} bytes', own.length);
    return `id ${id} · ${size} · \`${hex(own)}\``;
  });
  return [
    `**${title}** · ${codeSpan(visibleText(text))}`,
    ...(isOne ? facts : [facts.map((fact) => `- ${fact}`).join('\n'), say('They split a character between them.')]),
    [say('Encoding {0}.', escapeMarkdown(encoding)), ...notes.map(escapeMarkdown)].join(' '),
  ].join('\n\n');
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');

/**
 * Largest number of code points of a token that are shown. Longer tokens exist (128 spaces), but no user counts them
 * by eye.
 */
const maxShownLength = 60;

const signs: Readonly<Record<string, string>> = { ' ': '·', '\t': '→', '\n': '↵', '\r': '␍', '\u00a0': '⍽' };

/** Returns a text in which white space and characters without a shape are visible. */
export function visibleText(text: string): string {
  const characters = Array.from(text);
  const shown = characters.slice(0, maxShownLength).map((character) => {
    const sign = signs[character];
    if (sign !== undefined) return sign;
    if (!/[\p{C}\p{Z}]/u.test(character)) return character;
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return shown.join('') + (characters.length > maxShownLength ? '…' : '');
}

/**
 * Explains tokens that are shown for a model whose count is an estimate, as plain text. The reason comes from the table
 * of tokenizers, as it does for the count, because two texts on the same tokenizer would differ one day.
 */
export function estimateNote({ name }: Model, { encoding, estimate }: Tokenizer, say: Say): string | undefined {
  if (!estimate) return undefined;
  return say(
    'These are the tokens of {0}, from which the count for {1} is estimated. {2}',
    encoding,
    name,
    estimate.reason,
  );
}
