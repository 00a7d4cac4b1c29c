import { parseJson } from '../base/json';
import { jsonErrorIn } from '../base/jsonError';
import { checkAgainstSchema } from './checkAgainstSchema';
import type { CheckedAnswer } from './schemaCheck';

/** The most UTF-16 code units of an answer, far more than any model writes at once. */
const maxAnswerLength = 4_000_000;

/** Pattern of a whole text that is one block of code, of JSON or without a language. */
const fence = /^\s*(`{3,}|~{3,})[ \t]*(?:json)?[ \t]*\r?\n([\s\S]*?)\r?\n[ \t]*\1[ \t]*\s*$/i;

/** Checks the text of an answer against a schema, which is a text as well. */
export function checkAnswer(schemaText: string, answer: string): CheckedAnswer {
  if (answer.length > maxAnswerLength) return { state: 'too-long' };
  const fenced = fence.exec(answer)?.[2];
  const json = fenced ?? answer;
  // No value of JSON is `undefined`.
  const value = parseJson(json);
  if (value === undefined) return { state: 'no-json', ...(jsonErrorIn(json) ?? { line: 1, column: 1 }) };
  return { ...checkAgainstSchema(parseJson(schemaText), value), isFenced: fenced !== undefined };
}
