import type { RequestVariant } from '../dialects/dialect';
import { presetOf } from '../providers/presets';
import type { Endpoint } from '../messages/types';
import { wordingKey } from './call';
import type { Call } from './call';

/** Ms for which a refusal that named no field is believed: it may have had another reason. */
const believedMs = 30 * 60_000;

/** What providers taught us about how they want to be asked. Lives as long as the process; never written down. */
export class RequestVariants {
  readonly #wordings = new Map<string, { readonly wording: RequestVariant; readonly until: number }>();
  /** Calls whose extras have been taken before: where such a request is refused, they are not the reason. */
  readonly #taken = new Set<string>();

  /** `now`: ms, rising. */
  constructor(private readonly now: () => number) {}

  wordingFor(endpoint: Endpoint, call: Call): RequestVariant {
    const known = this.#wordings.get(wordingKey(call));
    if (known !== undefined && this.now() < known.until) return known.wording;
    const { limitField, includeUsage } = presetOf(endpoint.preset);
    return { limitField, without: includeUsage ? [] : ['stream_options'] };
  }

  /** The wording was taken. `named`: the provider named every field that it differs in. */
  remember(call: Call, wording: RequestVariant, named: boolean): void {
    this.#wordings.set(wordingKey(call), { wording, until: named ? Infinity : this.now() + believedMs });
  }

  /** The request was taken as it was, all extras included. */
  rememberTaken(call: Call): void {
    this.#taken.add(wordingKey(call));
  }

  hasTaken(call: Call): boolean {
    return this.#taken.has(wordingKey(call));
  }
}
