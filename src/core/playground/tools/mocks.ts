import { isRecord, parseJson } from '../../base/json';
import { keepingLast } from '../../base/once';
import { jsonErrorIn } from '../../base/jsonError';
import type { TextPosition } from '../../base/jsonError';
import { maxToolMocksLength } from '../session/sessionSchema';
import type { ToolResultDraft } from '../session/sessionSchema';
import type { ToolCallView } from '../session/toolTurns';

// Mock results of tools: JSON by the names of the tools. A value is the result for any arguments. Of a list of cases,
// the first one whose arguments fit has the result.

/**
 * A case of a list. Its arguments fit a call that has them and maybe more. A case without arguments fits every call.
 */
interface MockCase {
  readonly arguments?: unknown;
  readonly result: unknown;
  readonly isError?: boolean;
}

export type Mocks = Readonly<Record<string, unknown>>;

/** The reason why a text holds no mocks. `form`: it is no object. */
type MocksProblem = ({ readonly kind: 'syntax' } & TextPosition) | { readonly kind: 'form' | 'size' };

/** Reads the mocks of a text. The empty text has none. */
export const readMocks = keepingLast((text): { readonly mocks: Mocks } | { readonly problem: MocksProblem } => {
  if (text.trim() === '') return { mocks: {} };
  if (text.length > maxToolMocksLength) return { problem: { kind: 'size' } };
  const mocks = parseJson(text);
  if (mocks === undefined) return { problem: { kind: 'syntax', ...(jsonErrorIn(text) ?? { line: 1, column: 1 }) } };
  return isRecord(mocks) ? { mocks } : { problem: { kind: 'form' } };
});

/** Returns the mock result of a call; `undefined` where there is none. */
export function mockOf(mocks: Mocks, { id, name, input }: ToolCallView): ToolResultDraft | undefined {
  if (!Object.hasOwn(mocks, name)) return undefined;
  const mock = mocks[name];
  if (!isCases(mock)) return { callId: id, text: textOf(mock) };
  const given = parseJson(input.trim() === '' ? '{}' : input);
  const found = mock.find(({ arguments: wanted }) => wanted === undefined || fits(wanted, given));
  return found && { callId: id, text: textOf(found.result), ...(found.isError === true && { isError: true }) };
}

const isCases = (mock: unknown): mock is readonly MockCase[] =>
  Array.isArray(mock) && mock.length > 0 && mock.every((one) => isRecord(one) && Object.hasOwn(one, 'result'));

const textOf = (result: unknown): string => (typeof result === 'string' ? result : JSON.stringify(result));

/** Whether a value contains another one: objects may have more fields, lists have the same length. */
function fits(wanted: unknown, given: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(given) && wanted.length === given.length && wanted.every((one, i) => fits(one, given[i]));
  }
  if (!isRecord(wanted)) return wanted === given;
  return (
    isRecord(given) &&
    Object.entries(wanted).every(([name, one]) => Object.hasOwn(given, name) && fits(one, given[name]))
  );
}
