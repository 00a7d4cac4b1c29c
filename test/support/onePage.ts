// The pages of all tests in happy-dom stand in one document, one after the other.

type Listening = Parameters<EventTarget['addEventListener']>;

/** What has been listened to since the page before went. Most pages live as long as their document, and remove nothing. */
const listening: [EventTarget, ...Listening][] = [];
for (const target of [window, document, document.documentElement] as EventTarget[]) {
  const add = target.addEventListener.bind(target);
  target.addEventListener = (...args: Listening) => {
    listening.push([target, ...args]);
    add(...args);
  };
}

interface WithId {
  readonly elements: readonly Element[];
}

/** happy-dom 21.0.4 puts elements of a template twice into this table of ids, and removes them once. */
const idTable = Object.getOwnPropertySymbols(document).find(({ description }) => description === 'elementIdMap')!;

/**
 * Takes the page of the test before away. It would hear the keys of the next one, and hundreds of pages take gigabytes: then
 * half of the suite's time goes to memory.
 */
export function forgetPage(): void {
  document.body.replaceChildren();
  for (const [target, ...args] of listening.splice(0)) target.removeEventListener(...args);
  const ids = (document as unknown as Record<symbol, Map<string, WithId>>)[idTable]!;
  for (const [id, { elements }] of ids) {
    if (elements.some(({ isConnected }) => isConnected)) continue;
    ids.delete(id);
    const named: unknown = Reflect.get(window, id);
    if (named instanceof Element || named instanceof HTMLCollection) Reflect.deleteProperty(window, id);
  }
}
