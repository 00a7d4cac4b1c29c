import * as v from 'valibot';
import { isRecord, parseJson } from '../../base/json';

/** Takes the body of an answer piece by piece. */
export interface CountReader {
  feed(piece: string): void;
  /** Tokens; `undefined` where the body is no answer of that API. */
  end(): number | undefined;
}

/** Characters of an answer that is one number with a few words around it. */
const maxAnswerLength = 65_536;

/** A whole number from zero up. The caller checks whether it can be true of the text. */
const tokenNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Reads an answer in which one field is the number. */
export function fieldReader(field: string): CountReader {
  let text = '';
  return {
    feed(piece) {
      if (text.length <= maxAnswerLength) text += piece;
    },
    end() {
      const body = text.length > maxAnswerLength ? undefined : parseJson(text);
      const tokens = isRecord(body) ? body[field] : undefined;
      return v.is(tokenNumber, tokens) ? tokens : undefined;
    },
  };
}

/** The start of the answer, up to the first token. */
const opening = /^\s*\{\s*"tokens"\s*:\s*\[/;
/** Characters between two commas, or before the first. */
const maxGapLength = 200;

/**
 * Counts the numbers of `{"tokens":[1,2,3]}` without keeping them: the list of a long text has megabytes, and parsing
 * it at once would hold everything else up.
 */
export function listReader(): CountReader {
  let rest = '';
  let tokens = 0;
  let isOpen = false;
  let isBad = false;
  return {
    feed(piece) {
      if (isBad) return;
      rest += piece;
      if (!isOpen) {
        isOpen = opening.test(rest);
        if (isOpen) rest = rest.replace(opening, '');
      }
      if (isOpen) {
        const end = rest.lastIndexOf(',') + 1;
        const whole = rest.slice(0, end);
        isBad = /[^\d\s,]|^\s*,|,\s*,|\d\s+\d/.test(whole);
        tokens += whole.split(',').length - 1;
        rest = rest.slice(end);
      }
      isBad ||= rest.length > maxGapLength;
    },
    end() {
      const last = /^\s*(\d*)\s*\]\s*\}\s*$/.exec(rest)?.[1];
      if (isBad || !isOpen || last === undefined) return undefined;
      if (last === '') return tokens === 0 ? 0 : undefined;
      return tokens + 1;
    },
  };
}
