import type { Say } from '../../base/say';
import { hostOf } from '../providers/endpoint';
import type { Candidate, FoundServer } from './localServers';

/** Words in the list of real models about looking for servers on this machine. */
interface LookWords {
  /** True before and after they were asked. */
  readonly placeholder: string;
  readonly label: string;
  readonly detail: string;
}

/** @param found who answered; `undefined`: nobody was asked yet. Each is short enough for one line of a list. */
export function lookWords(
  candidates: readonly Candidate[],
  found: readonly FoundServer[] | undefined,
  say: Say,
): LookWords {
  const asks = say('Asks these addresses for their models, and nobody else.');
  if (found === undefined) {
    return {
      placeholder: say('Which one? Nothing is contacted before you choose.'),
      label: `$(search) ${say('Look for Model Servers Here')}`,
      detail: asks,
    };
  }
  const placeholder = say('Addresses asked: {0}; answered: {1}. Which one?', candidates.length, found.length);
  if (found.length > 0) return { placeholder, label: `$(search) ${say('Look Again')}`, detail: asks };
  return {
    placeholder,
    label: `$(warning) ${say('No Server Answered: Look Again')}`,
    detail: say('First start Ollama, LM Studio, llama.cpp or vLLM.'),
  };
}

/** Host and port of each. A host is not said again, so that all of them are to be read before they are asked: `127.0.0.1:1234, :8080`. */
export const addressWords = (candidates: readonly Pick<Candidate, 'baseUrl'>[]): string =>
  candidates
    .map(({ baseUrl }, index) => {
      const before = candidates[index - 1];
      const isSame = before !== undefined && nameOf(before.baseUrl) === nameOf(baseUrl);
      return isSame ? hostOf(baseUrl).slice(nameOf(baseUrl).length) : hostOf(baseUrl);
    })
    .join(', ');

/** The host without its port; all of it where it has none. */
const nameOf = (baseUrl: string): string => hostOf(baseUrl).replace(/:\d+$/, '');
