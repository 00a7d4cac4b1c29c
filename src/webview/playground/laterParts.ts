import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { PageEvent } from '../../core/playground/playgroundViews';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { ToolParts } from './toolParts';

// The code that draws tools and schemas is a file of its own, as most conversations have none. It is loaded before the page
// takes a message with any of them, so that nothing comes late or moves what stands around it.

let parts: ToolParts | undefined;
let loading: Promise<void> | undefined;

/** Returns the parts, or `undefined` while none of them has been needed. */
export const toolParts = (): ToolParts | undefined => parts;

/** Loads the parts. Resolves in any case, as the rest of the page works without them. The host is told why it failed. */
export const loadToolParts = (): Promise<void> =>
  (loading ??= import('./toolParts').then(
    (loaded) => {
      ({ parts } = loaded);
    },
    (error: unknown) => {
      loading = undefined;
      reportError(error);
    },
  ));

export const hasToolParts = ({ tools, schema }: Draft): boolean => Boolean(tools?.trim()) || Boolean(schema);

const inHead = ({ characters, hasSchema }: TurnHead): boolean =>
  Boolean(characters.calls) || Boolean(characters.results) || hasSchema === true;

function inEvent(event: PageEvent): boolean {
  switch (event.type) {
    case 'draft':
      return hasToolParts(event.draft);
    case 'turns':
      return event.turns.some(inHead);
    case 'turnChanged':
      return inHead(event.head);
    case 'answerGrew':
      return event.call !== undefined;
    case 'title':
    case 'access':
      return false;
  }
}

/** Whether a message brings something that these parts draw, and they are not loaded. */
function isWanted(message: ToPage): boolean {
  if (parts !== undefined) return false;
  if (message.type === 'event') return inEvent(message.event);
  if (message.type !== 'snapshot') return false;
  return message.session.columns.some(({ draft, turns }) => hasToolParts(draft) || turns.some(inHead));
}

/** Returns a function that passes messages to `take` in their order, each once the code that draws it is loaded. */
export function whenDrawable(take: (message: ToPage) => void): (message: ToPage) => void {
  let held: ToPage[] | undefined;
  return (message) => {
    if (held) held.push(message);
    else if (isWanted(message)) {
      held = [message];
      void loadToolParts().then(() => {
        const waited = held ?? [];
        held = undefined;
        for (const each of waited) take(each);
      });
    } else take(message);
  };
}
