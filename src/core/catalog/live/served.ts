import { formatWindow } from '../../base/numbers';
import type { Say } from '../../base/say';

/** Programs that run models on the user's machine and report how. */
export type LocalServer = 'ollama' | 'lmstudio' | 'llamacpp' | 'vllm';

/** The way in which a server runs one of its models, as it reports it. */
export interface Served {
  readonly server: LocalServer;
  /** Whether the model is in memory. */
  readonly isLoaded: boolean;
  /** Set where the cloud of the server's maker runs the model. */
  readonly isElsewhere?: true;
  /** Tokens of context that the model has, or gets when it is loaded. Absent where the server does not report them. */
  readonly context?: number;
  /** Tokens of context that the model was trained for. */
  readonly trained?: number;
  /** Its chat template, in the server's own language for that. */
  readonly template?: string;
}

/** Returns a brief text for a line of a list: `loaded with 4K context, trained for 131K`. */
export function servedWords({ isLoaded, context, trained }: Omit<Served, 'server'>, say: Say): string {
  const window = context === undefined ? undefined : formatWindow(context);
  const parts =
    window === undefined
      ? [isLoaded ? say('loaded') : say('not loaded')]
      : [isLoaded ? say('loaded with {0} context', window) : say('not loaded, {0} context when it is', window)];
  if (trained !== undefined && trained !== context) parts.push(say('trained for {0}', formatWindow(trained)));
  return parts.join(', ');
}
