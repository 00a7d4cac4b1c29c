import type { FromPage, PresetView, ProviderView, ToPage } from '../../src/core/playground/protocol';
import { emptyDraft } from '../../src/core/playground/session';
import type { Answer, Draft, SessionEvent, Turn } from '../../src/core/playground/session';
import { PageHost } from '../../src/webview/host';
import { Playground } from '../../src/webview/playground';
import { PlaygroundStore } from '../../src/webview/store';

export const openAi: ProviderView = {
  id: 'openai',
  name: 'OpenAI',
  host: 'api.openai.com',
  local: false,
  needsKey: true,
  hasKey: true,
  models: ['gpt-5.1', 'gpt-5-mini'],
  modelsFromProvider: false,
};
export const ollama: ProviderView = {
  ...openAi,
  id: 'ollama',
  name: 'Ollama',
  host: '127.0.0.1:11434',
  local: true,
  needsKey: false,
  hasKey: false,
  models: ['llama3.2'],
};
export const presets: PresetView[] = [
  { id: 'openai', name: 'OpenAI', note: 'Needs an API key' },
  { id: 'ollama', name: 'Ollama', note: 'Runs on this machine' },
];

export const draftOf = (part: Partial<Draft> = {}): Draft => ({ ...emptyDraft, ...part });
export const turnOf = (part: Partial<Turn> = {}, answer: Partial<Answer> = {}): Turn => ({
  id: 'turn-1',
  providerId: 'openai',
  providerName: 'OpenAI',
  host: 'api.openai.com',
  model: 'gpt-5.1',
  system: '',
  message: 'Hello',
  temperature: null,
  maxOutputTokens: null,
  ...part,
  answer: { status: 'streaming', text: '', reasoning: '', ...answer },
});

/** An element of the page; `value` is there where it is a field. */
type Field = HTMLElement & { value: string };

interface SnapshotParts {
  turns?: Turn[];
  draft?: Draft;
  providers?: ProviderView[];
  presets?: PresetView[];
}

/** The other end of the page: takes what it posts, and says what a test scripts. Its clock stands unless moved. */
export class FakePageHost {
  readonly posted: FromPage[] = [];
  readonly page = new Playground();
  readonly store: PlaygroundStore;
  state: unknown;
  seq = 0;
  now = 10_000;
  private readonly window = new EventTarget();

  constructor(state?: unknown) {
    this.state = state;
    const clock = (): number => this.now;
    const api = {
      postMessage: (message: unknown) => this.posted.push(structuredClone(message) as FromPage),
      getState: () => this.state,
      setState: (next: unknown) => (this.state = structuredClone(next)),
    };
    const host = new PageHost(api, clock);
    this.store = new PlaygroundStore(host, clock);
    document.body.replaceChildren(this.page);
    this.page.connect(this.store);
    host.connect(this.window, this.store.receive);
  }

  say(message: ToPage | Record<string, unknown>): void {
    this.window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
  }

  snapshot(parts: SnapshotParts = {}): void {
    const { turns = [], draft = emptyDraft, providers = [openAi, ollama] } = parts;
    this.say({
      type: 'snapshot',
      seq: this.seq,
      session: { turns, draft },
      providers,
      presets: parts.presets ?? presets,
    });
  }

  event(event: SessionEvent, seq = this.seq + 1): void {
    this.seq = seq;
    this.say({ type: 'event', seq, event });
  }

  grow(text: string, reasoning = '', turnId = 'turn-1'): void {
    this.event({ type: 'answerGrew', turnId, text, reasoning });
  }

  /** The messages of one type that the page has posted, oldest first. */
  of<T extends FromPage['type']>(type: T): Extract<FromPage, { type: T }>[] {
    return this.posted.filter((message): message is Extract<FromPage, { type: T }> => message.type === type);
  }

  find(testId: string): Field | null {
    return this.page.querySelector<Field>(`[data-testid="${testId}"]`);
  }

  /** Waits for an element to be there. */
  element(testId: string): Promise<Field> {
    return until(() => this.find(testId) ?? undefined, `an element ${testId}`);
  }

  text(testId: string): string {
    return this.find(testId)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  }

  async type(testId: string, text: string): Promise<void> {
    const field = await this.element(testId);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.page.updateComplete;
  }

  async press(testId: string, key: string, modifiers: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const field = await this.element(testId);
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...modifiers });
    field.dispatchEvent(event);
    return event;
  }

  async click(testId: string): Promise<void> {
    (await this.element(testId)).click();
  }
}

/** Polls until `probe` gives something other than `undefined` and `false`. */
export async function until<T>(probe: () => T | undefined | false, what: string): Promise<T> {
  const end = Date.now() + 3_000;
  for (;;) {
    const result = probe();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > end) throw new Error(`Waited 3 s in vain for ${what}. The page: ${document.body.textContent}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
