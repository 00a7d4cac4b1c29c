import { randomNumbers } from '../../src/core/pocket/sampler';
import type { ContentChange } from '../../src/core/tokens/document/changeText';
import type { DocumentCount, TokenTally } from '../../src/core/tokens/document/documentCount';
import type { Span } from '../../src/core/text/span';

const PIECES =
  "a|b|e|S|T|\n|\r\n|\n\n| |  |    |\t|1|23|4567|'|'s|'re|/|//|/\n|.|...|;|;\n|(|)|{|}\n|中|文字|。|é|e\u0301|\u0301|😀|👩🏽‍💻|\ud83d|\ude00|\ud835|\u00a0|\u0085|\ufeff|\u2028|HTTP|getFoo|<|endoftext|>|<td>|▁|ﬁ|¨|\u0958|-----|_________|77777777777|return x;|the quick brown fox |\"key\": [1, 2, 3],\n|  // comment\n|日本語テキスト|𝔘𝔫|𝟘|\0".split(
    '|',
  );

/** Makes one change. */
export const edit = (document: DocumentCount, rangeOffset: number, rangeLength: number, text: string): TokenTally =>
  document.applyChanges([{ rangeOffset, rangeLength, text }]);

/** Edits as people and tools make them: type, delete, paste, replace, many cursors, undo. */
export function randomEdits(seed: number) {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const piece = (): string => PIECES[below(PIECES.length)]!;
  const pieces = (count: number): string => Array.from({ length: count }, piece).join('');
  const past: string[] = [];

  function change(length: number): ContentChange {
    const rangeOffset = below(length + 1);
    const left = length - rangeOffset;
    const kind = random();
    if (kind < 0.45) return { rangeOffset, rangeLength: 0, text: piece() };
    if (kind < 0.65) return { rangeOffset, rangeLength: Math.min(left, 1 + below(3)), text: '' };
    if (kind < 0.8) return { rangeOffset, rangeLength: Math.min(left, below(40)), text: piece() };
    if (kind < 0.87) return { rangeOffset, rangeLength: 0, text: pieces(below(60)) };
    if (kind < 0.93) return { rangeOffset, rangeLength: 0, text: piece().repeat(1 + below(200)) };
    return { rangeOffset, rangeLength: Math.min(left, below(500)), text: '' };
  }

  /** The same text at several places, from the end to the start. */
  function cursors(length: number): ContentChange[] {
    const offsets = new Set(Array.from({ length: 1 + below(12) }, () => below(length + 1)));
    const text = piece();
    const rangeLength = below(2);
    return Array.from(offsets)
      .sort((a, b) => b - a)
      .map((rangeOffset) => ({ rangeOffset, rangeLength: Math.min(rangeLength, length - rangeOffset), text }))
      .filter((it, index, all) => index === 0 || it.rangeOffset + it.rangeLength <= all[index - 1]!.rangeOffset);
  }

  return {
    start: pieces(below(120)),
    /** The changes of one event. */
    next(text: string): ContentChange[] {
      const undone = random() < 0.1 ? past.pop() : undefined;
      if (undone !== undefined) return [{ rangeOffset: 0, rangeLength: text.length, text: undone }];
      if (past.length < 20) past.push(text);
      if (text.length > 6000) return [{ rangeOffset: below(2000), rangeLength: 3500, text: '' }];
      return random() < 0.2 ? cursors(text.length) : [change(text.length)];
    },
    selections(text: string): Span[] {
      return Array.from({ length: 1 + below(3) }, () => {
        const start = below(text.length + 1);
        return { start, end: start + below(text.length - start + 1) };
      });
    },
  };
}
