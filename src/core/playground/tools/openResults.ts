import { groupedBy } from '../../base/grouped';
import type { Draft, ToolResultDraft } from '../session/sessionSchema';
import { isFor } from '../session/toolTurns';
import type { ToolCallView } from '../session/toolTurns';
import { mockOf, readMocks } from './mocks';
import type { Mocks } from './mocks';

/** A call that waits, with the result that would be sent for it now. */
export interface OpenResult {
  readonly call: ToolCallView;
  /** The result that was typed, or else the one from a mock of the tool; `undefined` where there is neither. */
  readonly result: ToolResultDraft | undefined;
  readonly isMocked: boolean;
}

export const mocksIn = ({ toolMocks = '' }: Pick<Draft, 'toolMocks'>): Mocks => {
  const read = readMocks(toolMocks);
  return 'mocks' in read ? read.mocks : {};
};

/**
 * Returns the results that would be sent for waiting calls. A typed result takes precedence over a mock of the tool.
 */
export function openResults(
  calls: readonly ToolCallView[],
  { toolResults = [] }: Pick<Draft, 'toolResults'>,
  mocks: Mocks,
): OpenResult[] {
  const byCall = groupedBy(toolResults, ({ callId }) => callId);
  return calls.map((call) => {
    const typed = byCall.get(call.id)?.find((result) => isFor(result, call));
    const result = typed ?? mockOf(mocks, call);
    return { call, result, isMocked: typed === undefined && result !== undefined };
  });
}

/** Returns all results; `undefined` where one is missing or there is no call. */
export function wholeResults(open: readonly OpenResult[]): ToolResultDraft[] | undefined {
  const results = open.flatMap(({ result }) => result ?? []);
  return results.length > 0 && results.length === open.length ? results : undefined;
}
