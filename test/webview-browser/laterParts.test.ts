import assert from 'node:assert/strict';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';
import { sharedPage } from './oneBrowser';

/** Record of the parts that one frame shows. */
interface Frame {
  readonly turns: number;
  readonly cards: number;
  readonly chips: number;
  /** Pixels of the place below the conversation. */
  readonly composer: number;
}

declare const window: PageWindow & { frames_: Frame[] };

/** A session with calls of tools, whose draft the page has kept, and a note of what each frame shows of it. Runs in the browser. */
function start(page: PageWindow): void {
  const { host } = page;
  const frames: Frame[] = ((page as typeof window).frames_ = []);
  const count = (selector: string): number => document.querySelectorAll(selector).length;
  const note = (): void => {
    frames.push({
      ...{ turns: count('.turn.written'), cards: count('.tool'), chips: count('[data-testid=tools-line]') },
      composer: document.querySelector('.composer')?.clientHeight ?? 0,
    });
    requestAnimationFrame(note);
  };
  note();
  const [provider] = host.providers;
  host.providers = [{ ...provider!, can: { ...provider!.can, tools: { errors: true } } }];
  host.changeDraft({ providerId: provider!.id, model: 'gpt-5.1', tools: '[{"name":"find"}]' });
  page.kept = { session: host.session.id, columns: [{ column: 'first', draft: host.draft, unsent: [] }] };
  const { answerId: node } = host.addTurn({});
  host.apply({ type: 'partStarted', node, index: 0, part: { type: 'tool-call', id: 'a', name: 'find', input: '{}' } });
  host.end(undefined, node);
}

describe('What a plain conversation does not need, in a browser', () => {
  const pages = usePages();

  it('is not loaded by one', async () => {
    const page = await pages.open(({ host }) => {
      host.addTurn({ prompt: 'Hello', answer: 'Hi.' });
    });
    await page.getByTestId('answer').waitFor();
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.ok(loaded.some((name) => name.endsWith('/page.js')));
    assert.deepEqual(
      loaded.filter((name) => /toolParts|select|heatMap/.test(name)),
      [],
    );
  });

  it('is there with the first that shows it, however late it is loaded: nothing moves for it', async () => {
    const page = await sharedPage();
    let [asked, release] = [(): void => undefined, (): void => undefined];
    const isAsked = new Promise<void>((done) => (asked = done));
    const isReleased = new Promise<void>((done) => (release = done));
    await page.route('**/toolParts-*.js', async (route) => {
      asked();
      await isReleased;
      await route.continue();
    });
    try {
      const opening = pages.open(start);
      await isAsked;
      // Enough frames for what would be drawn without it.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      release();
      await opening;
    } finally {
      await page.unrouteAll();
    }
    await page.getByTestId('tool-result-0').waitFor();
    const frames = (await page.evaluate(() => window.frames_)).filter(({ composer }) => composer > 0);
    assert.deepEqual(
      frames.filter(({ chips, turns, cards }) => chips === 0 || (turns > 0 && cards === 0)),
      [],
    );
    assert.ok(frames.some(({ cards }) => cards > 0));
    assert.equal(new Set(frames.map(({ composer }) => composer)).size, 1, JSON.stringify(frames));
  });
});
