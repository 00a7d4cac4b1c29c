import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';
import { count, shortText, text } from '../../chat/messages/chatTypes';
import type { ToolCallView } from './toolTurns';

/** A call of a tool that has begun, or whose input has grown. */
export const grownCall = v.object({
  /** Which of the answer's calls it is, from 0. One that is not there yet begins with this. */
  at: count,
  id: shortText,
  name: shortText,
  input: text,
});
export type GrownCall = Frozen<v.InferOutput<typeof grownCall>>;

/** The calls with what has come. */
export function grownCalls(calls: readonly ToolCallView[] = [], { at, id, name, input }: GrownCall): ToolCallView[] {
  const known = calls[at];
  return known ? calls.with(at, { ...known, input: known.input + input }) : [...calls, { id, name, input }];
}

/** UTF-16 code units that they are longer by, as `lengthOfCalls` counts them. */
export const grownBy = ({ id, name, input }: GrownCall): number =>
  id === '' ? input.length : name.length + input.length + 1;
