import assert from 'node:assert/strict';
import { formatCount } from '../../../src/core/base/numbers';
import type { EncodingName } from '../../../src/core/catalog/encodingName';
import type { LabPlace } from '../../../src/core/lab/labPlace';
import type { Reply } from '../../../src/core/base/rpc/ask';
import type { EncodedText, FromLab, LabState, ToLab } from '../../../src/core/lab/labProtocol';
import { startLab } from '../../../src/webview/lab/labView';
import type { Station } from '../../../src/webview/lab/station';
import { stations } from '../../../src/webview/lab/stations';
import { trainingWith } from '../../../src/webview/lab/stations/training/station';
import { forgetPage } from '../../support/onePage';
import { pocketBytes } from '../../support/pocket';
import { poll } from '../../support/poll';

const terms = [
  { id: 'token', name: 'token' },
  { id: 'temperature', name: 'temperature' },
  { id: 'embedding', name: 'embedding' },
  { id: 'attention', name: 'attention' },
];

/** One token a character: what a host may answer, so that the page's part can be seen. */
const encodedByLetters = (encoding: EncodingName, text: string): EncodedText => {
  const starts = Array.from(text, (_, i) => i);
  return { encoding, ids: starts.map((at) => text.charCodeAt(at)), starts, ends: starts.map((at) => at + 1) };
};

/** The whole lesson of the station Training takes seconds: test/deep/webview has it. */
const shortLesson = { learn: 40, tune: 20 };
const withShortLesson = stations.map((station) => (station.id === 'training' ? trainingWith(shortLesson) : station));

/** More tokens than the built-in model reads at once. */
export const longText = 'a b c '.repeat(500);

export interface OpenOptions {
  readonly show?: LabPlace;
  readonly left?: LabState;
  readonly kept?: unknown;
  /** Bytes of the weights; `undefined`: they do not come by themselves. */
  readonly weights?: Uint8Array | undefined;
  /** The host says `start` only when the test says so: its glossary loads, and the weights are there before it. */
  readonly startsLate?: boolean;
  /** Others than the usual ones with a short lesson. */
  readonly stations?: readonly Station[];
}

/** The page of the lab in happy-dom with the real weights, and what it says to its host. */
export class OpenedLab {
  /** There is one page at a time. */
  private static current: OpenedLab | undefined;
  readonly said: FromLab[] = [];
  kept: unknown;
  /** Answers to `encode`; `undefined`: none. */
  answerEncode: ((text: string, encoding: EncodingName) => EncodedText) | undefined = (text, encoding) =>
    encodedByLetters(encoding, text);
  private readonly root = document.createElement('ai-lab');
  private readonly target = new EventTarget();
  readonly lab: ReturnType<typeof startLab>;
  /** Sends the message that the host sends when it is ready. */
  readonly start: () => void;

  constructor({ show, left, kept, ...options }: OpenOptions = {}) {
    this.kept = kept;
    // Work that the lab before has not finished would take the time of this one.
    OpenedLab.current?.lab.reading?.end();
    OpenedLab.current = this;
    forgetPage();
    document.body.replaceChildren(this.root);
    const api = {
      postMessage: (message: unknown) => this.hearPage(message as FromLab),
      getState: () => this.kept,
      setState: (state: unknown) => (this.kept = structuredClone(state)),
    };
    this.lab = startLab(api, this.root, this.target, options.stations ?? withShortLesson);
    this.start = () => this.say({ type: 'start', strings: {}, terms, ...(show && { show }), ...(left && { left }) });
    if (options.startsLate !== true) this.start();
    const weights = 'weights' in options ? options.weights : pocketBytes();
    if (weights) this.say({ type: 'weights', bytes: new Uint8Array(weights) });
  }

  say(data: ToLab | Reply): void {
    this.target.dispatchEvent(new MessageEvent('message', { data }));
  }

  private hearPage(message: FromLab): void {
    this.said.push(structuredClone(message));
    if (message.type !== 'encode' || !this.answerEncode) return;
    const { request, text, encodings } = message;
    const texts = encodings.map((encoding) => this.answerEncode!(text, encoding));
    setTimeout(() => this.say({ type: 'reply', request, value: texts }), 0);
  }

  get last(): FromLab | undefined {
    return this.said.at(-1);
  }

  all<K extends FromLab['type']>(type: K): Extract<FromLab, { type: K }>[] {
    return this.said.filter((message): message is Extract<FromLab, { type: K }> => message.type === type);
  }

  /** Waits for the element. */
  find<E extends Element = HTMLElement>(selector: string): Promise<E> {
    return poll(selector, () => this.root.querySelector<E>(selector) ?? undefined);
  }

  count = (selector: string): number => this.root.querySelectorAll(selector).length;

  texts = (selector: string): string[] =>
    [...this.root.querySelectorAll(selector)].map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));

  /** The words of the picture, once they say it. */
  words(expected: RegExp = /./): Promise<string> {
    return poll(
      `words like ${String(expected)}`,
      () => this.texts('figcaption')[0] ?? '',
      (text) => expected.test(text),
    );
  }

  async picture(station: string): Promise<SVGSVGElement> {
    return this.find<SVGSVGElement>(`[data-station="${station}"] .stage svg`);
  }

  /** Moves a slider or takes a choice. */
  async set(name: string, value: number | string): Promise<void> {
    const control = await this.find<HTMLInputElement>(`[data-control="${name}"]`);
    control.value = String(value);
    control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  }

  async press(selector: string): Promise<void> {
    (await this.find(selector)).click();
  }

  async key(selector: string, key: string): Promise<void> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    (await this.find(selector)).dispatchEvent(event);
  }

  async write(text: string): Promise<void> {
    const field = await this.find<HTMLTextAreaElement>('textarea');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** The rows of the table, which it opens. */
  async table(): Promise<string[][]> {
    const details = await this.find<HTMLDetailsElement>('details');
    if (!details.open) {
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    }
    // A long one is drawn a little after the picture.
    await this.find('.table [aria-busy="false"] tbody tr');
    return [...this.root.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(({ textContent }) => textContent.trim()),
    );
  }
}

export function assertAccessible(picture: SVGSVGElement): void {
  assert.equal(picture.getAttribute('role'), 'img');
  for (const name of ['aria-labelledby', 'aria-describedby']) {
    const id = picture.getAttribute(name) ?? '';
    assert.ok((document.getElementById(id)?.textContent ?? '').trim().length > 0, `${name} of the picture`);
  }
}

/** A text that the window has no room for is refused with both counts, and a shorter one is shown again. */
export async function assertRefusesLongText(lab: OpenedLab, station: string, window: number): Promise<void> {
  const problem = (await lab.find('[role="alert"]')).textContent;
  const [, has = ''] = /this text has ([\d,]+)\./.exec(problem) ?? [];
  assert.ok(Number(has.replaceAll(',', '')) > window, problem);
  assert.ok(problem.includes(`reads ${formatCount(window)} tokens at a time`), problem);
  assert.equal(lab.count('.stage'), 0);
  await lab.write('short');
  await lab.picture(station);
  assert.equal(lab.count('[role="alert"]'), 0);
}
