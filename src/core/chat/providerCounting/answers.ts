import * as v from 'valibot';
import { parseJson } from '../../base/json';

/** Takes the body of an answer piece by piece. */
export interface CountReader {
  feed(piece: string): void;
  /** Tokens; `undefined` where the body is no answer of that API. */
  end(): number | undefined;
}

/** Characters of an answer that is one number with a few words around it. */
const maxAnswerLength = 65_536;

/** A whole number from zero up. Whether it can be true of the text, the caller knows. */
export const tokenNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Reads an answer in which one field is the number. */
export function fieldReader(read: (body: unknown) => number | undefined): CountReader {
  let text = '';
  return {
    feed(piece) {
      if (text.length <= maxAnswerLength) text += piece;
    },
    end: () => (text.length > maxAnswerLength ? undefined : read(parseJson(text))),
  };
}

/** What stands before the first token. */
const opening = /^\s*\{\s*"tokens"\s*:\s*\[/;
const maxOpeningLength = 200;
const blanks = new Set([' ', '\t', '\n', '\r']);

/**
 * Counts the numbers of `{"tokens":[1,2,3]}` without keeping them: of a long text the list has megabytes, and parsing them
 * at once would hold everything else up.
 */
export function listReader(): CountReader {
  let head = '';
  let state: 'opening' | 'value' | 'number' | 'gap' | 'closed' | 'done' | 'bad' = 'opening';
  let tokens = 0;
  let isFirst = true;
  const step = (char: string): void => {
    if (state === 'closed' || state === 'done') {
      if (state === 'closed' && char === '}') state = 'done';
      else if (!blanks.has(char)) state = 'bad';
    } else if (char >= '0' && char <= '9' && state !== 'gap') {
      if (state === 'value') tokens++;
      state = 'number';
      isFirst = false;
    } else if (blanks.has(char)) {
      if (state === 'number') state = 'gap';
    } else if (char === ',' && state !== 'value') state = 'value';
    else if (char === ']' && (state !== 'value' || isFirst)) state = 'closed';
    else state = 'bad';
  };
  return {
    feed(piece) {
      let at = 0;
      if (state === 'opening') {
        head += piece;
        const found = opening.exec(head);
        if (!found) {
          if (head.length > maxOpeningLength) state = 'bad';
          return;
        }
        at = found[0].length;
        piece = head;
        state = 'value';
      }
      for (; at < piece.length && (state as string) !== 'bad'; at++) step(piece[at]!);
    },
    end: () => (state === 'done' ? tokens : undefined),
  };
}
