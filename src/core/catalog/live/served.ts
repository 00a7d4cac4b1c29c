import { formatWindow } from '../../base/numbers';
import type { Say } from '../../base/say';

/** Programs that run models on a machine of the user's, and say how. */
export type LocalServer = 'ollama' | 'lmstudio' | 'llamacpp' | 'vllm';

/** How a server runs one of its models, as it says. */
export interface Served {
  readonly server: LocalServer;
  /** It is in memory. */
  readonly isLoaded: boolean;
  /** A cloud runs it: whoever made the server. */
  readonly isElsewhere?: true;
  /** Tokens of context that it has, or gets when it is loaded. Absent where the server does not say. */
  readonly context?: number;
  /** Tokens of context that it was trained for. */
  readonly trained?: number;
  /** Its chat template, in the server's own language for that. */
  readonly template?: string;
}

/** Short, for a line of a list: `loaded with 4K context, trained for 131K`. Empty where nothing is said. */
export function servedWords({ isLoaded, context, trained }: Omit<Served, 'server'>, say: Say): string {
  const window = context === undefined ? undefined : formatWindow(context);
  const parts =
    window === undefined
      ? [isLoaded ? say('loaded') : say('not loaded')]
      : [isLoaded ? say('loaded with {0} context', window) : say('not loaded, {0} context when it is', window)];
  if (trained !== undefined && trained !== context) parts.push(say('trained for {0}', formatWindow(trained)));
  return parts.join(', ');
}
