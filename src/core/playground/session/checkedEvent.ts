import * as v from 'valibot';
import { sessionEvent, unknownTarget } from './sessionSchema';
import type { SessionEvent } from './sessionSchema';

/**
 * Checks a value against the schema of events, before it is applied, stored or sent. A wrong value does not cost the
 * whole event: a text that is too long is cut, and an impossible number is left out, with as little around it as
 * possible. Returns `undefined` where the value is no event, or one of a kind that this version does not know. Unknown
 * fields stay in the event.
 */
export function checkedEvent(value: unknown): SessionEvent | undefined {
  const result = v.safeParse(sessionEvent, value);
  // The value itself, not the output of the schema, which would lack the unknown fields.
  if (result.success) return value as SessionEvent;
  return repaired(value);
}

/**
 * Replacements for required values that cannot be read. An answer with an unknown status counts as streaming, as its
 * text may still follow. Later events say how it ended, or else the window that opens the session next.
 */
const unknown: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['node.at', 0],
  ['node.status', 'streaming'],
  ['node.system', ''],
  ['node.parts', []],
  ['node.target', unknownTarget],
  ...['providerId', 'providerName', 'host', 'origin', 'model'].map((field) => [`node.target.${field}`, ''] as const),
  ['end.status', 'stopped'],
  ['draft.model', ''],
  ['draft.message', ''],
]);

/** The most repairs of one event. An event with more wrong values was not written by us. */
const maxRepairs = 200;

function repaired(value: unknown): SessionEvent | undefined {
  const copy = copyOf(value);
  const tried = new Map<string, number>();
  for (let step = 0; step < maxRepairs; step++) {
    const result = v.safeParse(sessionEvent, copy, { abortEarly: true });
    if (result.success) return copy as SessionEvent;
    if (!repair(copy, result.issues[0], tried)) return undefined;
  }
  return undefined;
}

/**
 * Takes one step of a repair: cuts a text, or else replaces or empties the value, or else removes it, or else removes
 * what contains it.
 */
function repair(root: unknown, issue: v.BaseIssue<unknown>, tried: Map<string, number>): boolean {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  if (issue.type === 'max_length' && typeof issue.input === 'string') {
    return set(root, path, cut(issue.input, Number(issue.requirement)));
  }
  const name = JSON.stringify(path);
  const attempt = tried.get(name) ?? 0;
  tried.set(name, attempt + 1);
  if (attempt === 0 && set(root, path, copyOf(unknown.get(path.join('.')) ?? null))) return true;
  // A field of the event itself cannot be removed: without it there is no event.
  const target = attempt <= 1 ? path : path.slice(0, 1 - attempt);
  if (target.length <= 1) return false;
  if (!remove(root, target)) return repair(root, issue, tried);
  // The next item of the list stands in this place now, and has not been tried.
  if (typeof target.at(-1) === 'number') forget(tried, target);
  return true;
}

function forget(tried: Map<string, number>, place: readonly (string | number)[]): void {
  const start = JSON.stringify(place).slice(0, -1);
  for (const name of tried.keys()) if (name === `${start}]` || name.startsWith(`${start},`)) tried.delete(name);
}

/** Cuts a text, but not between the two halves of a character. */
function cut(text: string, maxLength: number): string {
  const splits = /[\ud800-\udbff]/.test(text.charAt(maxLength - 1));
  return text.slice(0, splits ? maxLength - 1 : maxLength);
}

type Container = Record<string | number, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

function parentOf(root: unknown, path: readonly (string | number)[]): Container | undefined {
  let at: unknown = root;
  for (const key of path.slice(0, -1)) at = isContainer(at) ? at[key] : undefined;
  return isContainer(at) ? at : undefined;
}

function set(root: unknown, path: readonly (string | number)[], value: unknown): boolean {
  const parent = parentOf(root, path);
  const key = path.at(-1);
  if (parent === undefined || key === undefined || parent[key] === value) return false;
  parent[key] = value;
  return true;
}

function remove(root: unknown, path: readonly (string | number)[]): boolean {
  const parent = parentOf(root, path);
  const key = path.at(-1);
  if (parent === undefined || key === undefined || !Object.hasOwn(parent, key)) return false;
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return true;
}

/** Copies a value with all that it contains. Texts are shared. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isContainer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}
