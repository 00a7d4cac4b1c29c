import { isRecord, parseJson } from '../../base/json';
import type { Assertion } from '../suite';
import { factualityScores, judgedType } from '../suite/judgedTypes';
import { isInverse } from './checkTypes';
import { jsonObjectsIn } from './json/jsonInText';
import { CheckFault, shown } from './verdict';
import type { CheckResult, Verdict } from './verdict';

// Reads the reply of a judge as promptfoo does, except that a reply in which no verdict can be read gives none.

/** UTF-16 code units of a reason that are kept. */
const maxReason = 2_000;

/** Reads the opinion in a reply. It is called in a thread that can be ended, as a reply may be anything. */
export function opinionIn(assertion: Assertion, reply: string): CheckResult {
  try {
    const { pass, score, reason } = read(assertion, withoutThoughts(reply.trim()));
    return inverted(assertion, { pass, score, reason: reason.trim().slice(0, maxReason) });
  } catch (error) {
    if (error instanceof CheckFault) return { error: { code: error.code, message: error.message } };
    const why = error instanceof Error ? error.message : String(error);
    return { error: { code: 'opinion', message: `What the judge replied cannot be read: ${why}.` } };
  }
}

function read(assertion: Assertion, reply: string): Verdict {
  if (reply === '') throw noVerdict('it is empty', reply);
  const type = judgedType(assertion.type);
  if (type === 'llm-rubric' || type === undefined) return rubricVerdict(assertion, reply);
  return type === 'model-graded-closedqa' ? meetsCriterion(reply) : categoryIn(assertion, reply);
}

const noVerdict = (why: string, reply: string): CheckFault =>
  new CheckFault('opinion', `The judge gave no verdict that can be read (${why}): ${shown(reply)}`);

function inverted({ type }: Assertion, { pass, score, reason }: Verdict): Verdict {
  return isInverse(type)
    ? { pass: !pass, score: Math.min(1, Math.max(0, 1 - score)), reason }
    : { pass, score, reason };
}

const [think, thought] = ['<think>', '</think>'];

/** Removes the thoughts of a model before its reply, which may hold verdicts of all kinds. */
function withoutThoughts(reply: string): string {
  if (!reply.startsWith(think)) return reply;
  const end = reply.indexOf(thought);
  return end < 0 ? '' : reply.slice(end + thought.length).trim();
}

type Said = Readonly<Record<string, unknown>>;

/** Returns the objects of a reply that may be a verdict. They may stand in other words, or in a block of code. */
function objectsIn(reply: string, isVerdict: (object: Said) => boolean): readonly Said[] {
  const whole = parseJson(reply);
  const found = isRecord(whole) ? [whole] : jsonObjectsIn(reply).filter(isRecord);
  const verdicts = found.filter(isVerdict);
  return verdicts.length > 0 ? verdicts : found.slice(0, 1);
}

/** Returns the verdict on which all agree. One that differs may quote the answer, and the judge's own cannot be told. */
function agreed<T>(all: readonly T[], said: (one: T) => unknown, reply: string): T | undefined {
  const [first, ...others] = all;
  if (first !== undefined && others.some((each) => said(each) !== said(first)))
    throw noVerdict('it has several, which differ', reply);
  return first;
}

/** Reads a verdict of the form `{pass, score, reason}`. */
function rubricVerdict(assertion: Assertion, reply: string): Verdict {
  const objects = objectsIn(reply, (object) => 'pass' in object || 'score' in object);
  const verdicts = objects.map((object) => verdictIn(object, assertion, reply));
  const verdict = agreed(verdicts, ({ pass }) => pass, reply);
  if (!verdict) throw noVerdict('it has no JSON', reply);
  return verdict;
}

function verdictIn(object: Said, { threshold }: Assertion, reply: string): Verdict {
  const own = numberIn(object['score']);
  const isPass = passIn(object['pass']);
  // A score alone is a verdict only where there is a threshold.
  if (isPass === undefined && (own === undefined || threshold === undefined))
    throw noVerdict('there is no "pass"', reply);
  const score = own ?? Number(isPass);
  if (score < 0 || score > 1) throw noVerdict('its score is not from 0 to 1', reply);
  const pass = (isPass ?? true) && (threshold === undefined || score >= threshold);
  return { pass, score, reason: textIn(object['reason']) };
}

function passIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean' || value === undefined || value === null) return value ?? undefined;
  return /^(?:true|yes|pass|y)$/i.test(textIn(value).trim());
}

function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

const textIn = (value: unknown): string =>
  typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value);

/** Reads a verdict of the form `{category, reason}`, or a letter in brackets. */
function categoryIn({ factuality }: Assertion, reply: string): Verdict {
  const objects = objectsIn(reply, ({ category }) => typeof category === 'string');
  const object = agreed(objects, letterIn, reply);
  const written = object && letterIn(object);
  const letters = written === undefined ? [...reply.matchAll(/\(?\b([A-Ea-e])\)/g)] : [];
  const found = agreed(letters, ([, letter]) => letter?.toUpperCase(), reply);
  const category = written ?? found?.[1]?.toUpperCase() ?? '';
  const score = factualityScores(factuality)[category];
  if (score === undefined) throw noVerdict('there is no category from A to E', reply);
  const reason = object && written !== undefined ? textIn(object['reason']) : reply.slice(endOf(found));
  return { pass: score > 0, score, reason: `${category}: ${reason.trim()}` };
}

const endOf = (found: RegExpExecArray | undefined): number => (found ? found.index + found[0].length : 0);

/** Returns the letter of a category, which may have brackets around it, or words behind it. */
function letterIn({ category }: Said): string | undefined {
  if (typeof category !== 'string') return undefined;
  const text = category.trim().toUpperCase();
  return /^\(?([A-E])(?![\p{L}\p{N}])/u.exec(text)?.[1] ?? text;
}

/** UTF-16 code units of a line in which a last letter is looked for. The time that it takes grows by their square. */
const maxEnd = 200;

/** Reads a verdict from the last letter, Y or N, in a line of its own or behind a sentence. */
function meetsCriterion(reply: string): Verdict {
  const lines = reply.split('\n');
  const last = lines.at(-1) ?? '';
  const end = last.length > maxEnd ? `…${last.slice(-maxEnd)}` : last;
  const [, letter] = /(?:^|[.:!?)\]*])[\s*_"'`([]*([YN])[\s*_.!"'`)\]]*$/u.exec(end) ?? [];
  if (letter === undefined) throw noVerdict('it does not end with Y or N', reply);
  // The letter may be there twice, in lines of its own.
  while (lines.length > 0 && ['', 'Y', 'N'].includes(lettersIn(lines.at(-1) ?? ''))) lines.pop();
  return { pass: letter === 'Y', score: letter === 'Y' ? 1 : 0, reason: lines.join('\n') };
}

const lettersIn = (line: string): string => line.replace(/[^\p{L}\p{N}]+/gu, '');
