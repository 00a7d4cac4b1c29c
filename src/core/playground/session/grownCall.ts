import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { count, shortText, text } from '../../chat/messages/chatTypes';
import type { ToolCallView } from './toolTurns';

/** A call of a tool that has begun, or whose input has grown. */
export const grownCall = v.object({
  /** Index of the call in the answer, from 0. A new call begins with this. */
  at: count,
  id: shortText,
  name: shortText,
  input: text,
});
export type GrownCall = Frozen<v.InferOutput<typeof grownCall>>;

/** Returns the calls with the new input. */
export function grownCalls(calls: readonly ToolCallView[] = [], { at, id, name, input }: GrownCall): ToolCallView[] {
  const known = calls[at];
  return known ? calls.with(at, { ...known, input: known.input + input }) : [...calls, { id, name, input }];
}

/** Returns the UTF-16 code units by which the calls get longer, as `lengthOfCalls` counts them. */
export const grownBy = ({ id, name, input }: GrownCall): number =>
  id === '' ? input.length : name.length + input.length + 1;
