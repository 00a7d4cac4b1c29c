import type { Backend } from '../chat/backend';
import { addressIn, originIn, placeIn } from '../chat/providers/location';
import type { Location } from '../chat/providers/location';
import type { Say } from '../base/say';

/** A prompt that is about to be sent, and what the user knows of its recipient. */
export interface Sending {
  readonly backend: Pick<Backend, 'id' | 'name' | 'location'>;
  readonly model: string;
  /** `selection`: taken from an editor, not typed into the playground. */
  readonly what: 'selection' | 'prompt';
  /** Whether added texts or files go with the message that were not sent there before. They may be the workspace's. */
  readonly hasAdded?: boolean;
  /** Whether the workspace is not trusted. */
  readonly isRestricted: boolean;
  /** Whether the window is on another machine: its settings, and with them the providers, are that machine's. */
  readonly isRemote: boolean;
  /** Whether a key was entered for the provider's origin. */
  readonly hasKey: boolean;
  /** Whether the session has asked there before. The recipient was named then, and the user agreed. */
  readonly isKnown: boolean;
  /** The origin that the first answer came from, where a prompt is asked again; empty where it is not known. */
  readonly askedBefore?: string;
  /** Tokens and cost of the selection, where they are known. */
  readonly size?: string | undefined;
}

export interface ConsentQuestion {
  readonly message: string;
  readonly detail: string;
  /** Keys under which the answer is remembered. Without any, the user is asked each time. */
  readonly remembered: readonly string[];
}

/**
 * Returns the question before sending; `undefined` if all was on screen or allowed before. It names the address once.
 */
export function consentQuestion(
  sending: Sending,
  isAllowed: (key: string) => boolean,
  say: Say,
): ConsentQuestion | undefined {
  const { backend, model, what, askedBefore } = sending;
  const { id, name, location } = backend;
  // The prompt is sent nowhere.
  if (location.kind === 'here') return undefined;
  const origin = originIn(location);
  const where =
    location.kind === 'vendor' ? lentTo(location, say) : say('It goes to {0} ({1}).', name, addressIn(location));
  const lent = location.kind === 'vendor' && !sending.isKnown && lentWords(say);
  const selection =
    sending.size === undefined
      ? say('the selection with its question')
      : say('the selection with its question ({0})', sending.size);
  if ((what === 'selection' || sending.hasAdded === true) && sending.isRestricted) {
    const added = say('the message with what was added to it');
    const message = say(
      'Send {0} from this untrusted workspace to {1}?',
      what === 'selection' ? selection : added,
      model,
    );
    return { message, detail: [where, lent].filter(Boolean).join(' '), remembered: [] };
  }
  const reasons = [
    // If a selection stays on this machine, the list of instructions has said enough.
    what === 'selection' &&
      placeIn(location) !== 'this-machine' && {
        key: `selection ${id} ${origin}`,
        message: say('Send {0} to {1}?', selection, model),
        why: say('You are asked once for each provider and workspace.'),
      },
    askedBefore !== undefined &&
      askedBefore !== '' &&
      askedBefore !== origin && {
        key: `moved ${askedBefore} ${origin}`,
        message: say('Send this conversation to {0}?', model),
        why: say("The previous answer came from {0}, and the provider's address has changed since.", askedBefore),
      },
    // The settings of a remote machine can come with a repository (Dev Containers).
    sending.isRemote &&
      !sending.hasKey &&
      location.kind === 'host' &&
      location.place === 'elsewhere' && {
        key: `remote ${origin}`,
        message: say('Send to {0}?', model),
        why: say('The address comes from the settings of the remote machine, and you have entered no key for it here.'),
      },
    // VS Code itself asks before some extensions only.
    lent !== false && { message: say('Send to {0}?', name), why: lent },
  ].filter((reason) => reason !== false);
  const open = reasons.filter((reason) => !('key' in reason) || !isAllowed(reason.key));
  const [first] = open;
  if (!first) return undefined;
  const detail = [where, ...open.map(({ why }) => why)].join(' ');
  return { message: first.message, detail, remembered: open.flatMap((reason) => ('key' in reason ? reason.key : [])) };
}

/** Names the extension that takes the place of a host. */
const lentTo = ({ vendor, extension }: Extract<Location, { kind: 'vendor' }>, say: Say): string =>
  extension === ''
    ? say(
        'VS Code gives it to the extension that provides the models of “{0}”, and does not say which one that is.',
        vendor,
      )
    : say('VS Code gives it to the extension {0}, which provides the models of “{1}”.', extension, vendor);

/** Warns about an extension. It counts tokens from then on, and so receives what is typed. */
const lentWords = (say: Say): string =>
  [
    say('Where the extension sends it is not known here.'),
    say('It also gets what you type in this session, to count the tokens.'),
    say('You are asked this once for each session.'),
  ].join(' ');
