import type { Backend } from '../chat/backend';
import { addressIn, originIn } from '../chat/providers/location';

/** What is about to go out, and what the user has seen of its way. */
export interface Sending {
  readonly backend: Pick<Backend, 'id' | 'name' | 'location'>;
  readonly model: string;
  /** `selection`: taken from an editor, not typed into the playground. */
  readonly what: 'selection' | 'prompt';
  /** The workspace is not trusted. */
  readonly isRestricted: boolean;
  /** A window on another machine: its settings, and with them the providers, are that machine's. */
  readonly isRemote: boolean;
  /** A key was entered for the provider's origin. */
  readonly hasKey: boolean;
  /** The origin that the first answer came from, where a prompt is asked again; empty where it is not known. */
  readonly askedBefore?: string;
  /** Tokens and cost of the selection, where they are known. */
  readonly size?: string | undefined;
}

interface ConsentQuestion {
  readonly message: string;
  readonly detail: string;
  /** Under these the answer is remembered; without any the question comes each time. */
  readonly remembered: readonly string[];
}

/** What has to be asked before it goes; `undefined` when all was on screen or allowed before. The address is named once. */
export function consentQuestion(sending: Sending, isAllowed: (key: string) => boolean): ConsentQuestion | undefined {
  const { backend, model, what, askedBefore } = sending;
  const { id, name, location } = backend;
  // It goes nowhere.
  if (location.kind === 'here') return undefined;
  const origin = originIn(location);
  const where = `It goes to ${name} (${addressIn(location)}).`;
  const selection = `the selection with its question${sending.size === undefined ? '' : ` (${sending.size})`}`;
  if (what === 'selection' && sending.isRestricted) {
    const message = `Send ${selection} from this untrusted workspace to ${model}?`;
    return { message, detail: where, remembered: [] };
  }
  const reasons = [
    what === 'selection' && {
      key: `selection ${id} ${origin}`,
      message: `Send ${selection} to ${model}?`,
      why: 'You are asked once for each provider and workspace.',
    },
    askedBefore !== undefined &&
      askedBefore !== '' &&
      askedBefore !== origin && {
        key: `moved ${askedBefore} ${origin}`,
        message: `Send this conversation to ${model}?`,
        why: `The answer before came from ${askedBefore}; the provider has another address now.`,
      },
    // The settings of a remote machine can come with a repository (Dev Containers).
    sending.isRemote &&
      !sending.hasKey &&
      location.kind === 'host' &&
      location.place === 'elsewhere' && {
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
