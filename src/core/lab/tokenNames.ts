import type { PocketModel } from '../pocket/pocketModel';
import { shownBytes } from './shownBytes';
import { takenOf } from './steps';
import type { Step } from './steps';

/** What a token is called in a picture; those of the chat have names of their own. */
export function tokenName({ tokenizer, special }: PocketModel, id: number): string {
  const name = Object.entries(special).find(([, token]) => token === id)?.[0];
  return name === undefined ? shownBytes(tokenizer.tokenBytes(id)) : `<${name}>`;
}

/** An answer as text. The end token is none. */
export const answerText = ({ tokenizer, special }: PocketModel, steps: readonly Step[]): string =>
  tokenizer.decode(steps.map((step) => takenOf(step).id).filter((id) => id !== special.end));
