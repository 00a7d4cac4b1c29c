import { isBuiltIn } from '../chat/providers/builtIn';
import { hostOf, isLoopback, originOf } from '../chat/providers/endpoint';
import type { Endpoint } from '../chat/messages/types';

/** What is about to go out, and what the user has seen of its way. */
export interface Sending {
  readonly endpoint: Endpoint;
  readonly model: string;
  /** `selection`: taken from an editor, not typed into the playground. */
  readonly what: 'selection' | 'prompt';
  /** The workspace is not trusted. */
  readonly isRestricted: boolean;
  /** A window on another machine: its settings, and with them the providers, are that machine's. */
  readonly isRemote: boolean;
  /** A key was entered for the provider's origin. */
  readonly hasKey: boolean;
  /** The origin, or of an earlier version the host, that the first answer came from, where a prompt is asked again. */
  readonly askedBefore?: string;
  /** Tokens and cost of the selection, where they are known. */
  readonly size?: string | undefined;
}

export interface ConsentQuestion {
  readonly message: string;
  readonly detail: string;
  /** Under these the answer is remembered; without any the question comes each time. */
  readonly remembered: readonly string[];
}

/** Where only the host is known it was https, so that nothing goes out in clear unseen; on this machine all is one. */
function isSameOrigin(before: string, baseUrl: string): boolean {
  if (before.includes('://')) return before === originOf(baseUrl);
  return before === hostOf(baseUrl) && (isLoopback(baseUrl) || originOf(baseUrl) === `https://${before}`);
}

/** What has to be asked before it goes; `undefined` when all was on screen or allowed before. The address is named once. */
export function consentQuestion(sending: Sending, isAllowed: (key: string) => boolean): ConsentQuestion | undefined {
  const { endpoint, model, what, askedBefore } = sending;
  // It goes nowhere.
  if (isBuiltIn(endpoint.id)) return undefined;
  const origin = originOf(endpoint.baseUrl);
  const where = `It goes to ${endpoint.name} (${endpoint.baseUrl}).`;
  const selection = `the selection with its question${sending.size === undefined ? '' : ` (${sending.size})`}`;
  if (what === 'selection' && sending.isRestricted) {
    const message = `Send ${selection} from this untrusted workspace to ${model}?`;
    return { message, detail: where, remembered: [] };
  }
  const reasons = [
    what === 'selection' && {
      key: `selection ${endpoint.id} ${origin}`,
      message: `Send ${selection} to ${model}?`,
      why: 'You are asked once for each provider and workspace.',
    },
    askedBefore !== undefined &&
      askedBefore !== '' &&
      !isSameOrigin(askedBefore, endpoint.baseUrl) && {
        key: `moved ${askedBefore} ${origin}`,
        message: `Send this conversation to ${model}?`,
        why: `The answer before came from ${askedBefore}; the provider has another address now.`,
      },
    // The settings of a remote machine can come with a repository (Dev Containers).
    sending.isRemote &&
      !sending.hasKey &&
      !isLoopback(endpoint.baseUrl) && {
        key: `remote ${origin}`,
        message: `Send to ${model}?`,
        why: 'The address comes from the settings of the remote machine, and you have entered no key for it here.',
      },
  ].filter((reason) => reason !== false);
  const open = reasons.filter(({ key }) => !isAllowed(key));
  const [first] = open;
  if (!first) return undefined;
  const detail = [where, ...open.map(({ why }) => why)].join(' ');
  return { message: first.message, detail, remembered: open.map(({ key }) => key) };
}
