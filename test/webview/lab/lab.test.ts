import assert from 'node:assert/strict';
import type { LabState } from '../../../src/core/lab/labProtocol';
import { stations } from '../../../src/webview/lab/stations';
import { realAnswer } from '../../fakes/realWords';
import { poll } from '../../support/poll';
import { OpenedLab } from './opened';

const ids = stations.map(({ id }) => id);

describe('the lab', () => {
  it('has a tab for each station, of which one is in the row of the keyboard', async () => {
    const lab = new OpenedLab();
    await lab.find('[role="tab"]');
    assert.equal(lab.count('[role="tab"]'), ids.length);
    assert.equal(lab.count('[role="tab"][tabindex="0"][aria-selected="true"]'), 1);
  });

  it('goes from tab to tab with the arrow keys, Home and End, around the ends, and shows what it comes to', async () => {
    const lab = new OpenedLab();
    const steps = [
      ['ArrowRight', 1],
      ['End', ids.length - 1],
      ['ArrowRight', 0],
      ['ArrowLeft', ids.length - 1],
      ['Home', 0],
    ] as const;
    await lab.picture(ids[0]!);
    for (const [key, at] of steps) {
      await lab.key('[role="tab"][aria-selected="true"]', key);
      assert.equal(document.activeElement?.id, `tab-${ids[at]}`);
      await lab.find(`[data-station="${ids[at]}"]`);
    }
    assert.equal((await lab.find('[role="tabpanel"]')).getAttribute('aria-labelledby'), `tab-${ids[0]}`);
  });

  it('says so when the weights cannot be read, and asks for them again', async () => {
    const lab = new OpenedLab({ weights: undefined });
    lab.say({ type: 'weightsFailed', message: 'There is no file.' });
    assert.match((await lab.find('[role="alert"]')).textContent, /There is no file/);
    await lab.press('[data-testid="retry"]');
    assert.deepEqual(lab.last, { type: 'loadWeights' });
  });

  it('says that the weights are damaged instead of showing anything', async () => {
    const lab = new OpenedLab({ weights: new Uint8Array(64) });
    assert.match((await lab.find('[role="alert"]')).textContent, /built-in model/);
    assert.equal(lab.count('.stage'), 0);
  });

  it('shows an example until the reader writes, and goes back to it', async () => {
    const lab = new OpenedLab();
    await lab.picture('tokens');
    const field = await lab.find<HTMLTextAreaElement>('textarea');
    const example = field.value;
    assert.ok(example.length > 10);
    await lab.write('abc');
    await lab.words(/turned 3 bytes/);
    await lab.press('[data-testid="use-example"]');
    await poll('the example', () => field.value === example);
  });

  it('keeps the place, tells the host, and comes back to it', async () => {
    const lab = new OpenedLab();
    await lab.picture('tokens');
    await lab.write('abc');
    await lab.words(/turned 3 bytes/);
    await lab.set('step', 0);
    lab.lab.flush();
    const keep = lab.all('keep').at(-1)?.state;
    assert.ok(keep);
    assert.deepEqual(keep, {
      station: 'tokens',
      text: 'abc',
      isOwn: true,
      isGiven: false,
      settings: { tokens: { step: 0 } },
      large: false,
    });
    assert.deepEqual(lab.kept, keep);
    const again = new OpenedLab({ kept: keep });
    await again.words(/After 0 merges, Pocket has turned 3 bytes into 3 tokens/);
    const elsewhere = new OpenedLab({ left: keep });
    await elsewhere.words(/After 0 merges, Pocket has turned 3 bytes into 3 tokens/);
  });

  it('keeps the place by itself, soon after a change', async () => {
    const lab = new OpenedLab({ show: { station: 'tokens', text: 'abc', settings: {} } });
    await lab.picture('tokens');
    await lab.set('step', 1);
    await poll('the place', () => lab.all('keep').length > 0, Boolean, 5_000);
    assert.deepEqual(lab.all('keep').at(-1)?.state.settings, { tokens: { step: 1 } });
  });

  it('comes back to what its tab kept before what the workspace kept, and goes to what is asked for before both', async () => {
    const state = (text: string): LabState => ({
      ...{ station: 'tokens', text, isOwn: true, settings: {}, large: false },
    });
    const both = new OpenedLab({ kept: state('ab'), left: state('abc') });
    await both.words(/turned 2 bytes/);
    const asked = new OpenedLab({ left: state('abc'), show: { station: 'tokens', text: 'abcd', settings: {} } });
    await asked.words(/turned 4 bytes/);
  });

  it("leaves the reader's text alone where a place has none", async () => {
    const lab = new OpenedLab({ show: { station: 'tokens', text: 'abc', settings: {} } });
    await lab.words(/turned 3 bytes/);
    lab.say({ type: 'show', place: { station: 'attention', text: '', settings: {} } });
    await lab.picture('attention');
    assert.equal((await lab.find<HTMLTextAreaElement>('textarea')).value, 'abc');
  });

  it('leaves keys with Ctrl, Alt or Meta to the editor', async () => {
    const lab = new OpenedLab({ show: { station: 'attention', text: 'one two', settings: { token: 2 } } });
    const said = await lab.words();
    for (const selector of ['.stage', '[role="tab"][aria-selected="true"]']) {
      const target = await lab.find(selector);
      for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
        const event = new KeyboardEvent('keydown', { key: 'ArrowLeft', [held]: true, bubbles: true, cancelable: true });
        target.dispatchEvent(event);
        assert.equal(event.defaultPrevented, false, `${held} on ${selector}`);
      }
    }
    lab.lab.flush();
    assert.deepEqual(lab.all('keep'), []);
    assert.equal(await lab.words(), said);
  });

  it("opens the source of a word's card through the host", async () => {
    const lab = new OpenedLab();
    await lab.picture('tokens');
    lab.say({ type: 'wordRules', enabled: true, delayMs: 0 });
    const sentences = await lab.find('.sentences');
    document.getSelection()?.collapse(document.createTreeWalker(sentences, NodeFilter.SHOW_TEXT).nextNode());
    lab.say({ type: 'explainSelection' });
    const source = await poll('the card', () => {
      const asked = lab.all('explainWord').at(-1);
      if (asked) lab.say(realAnswer(asked));
      return [...document.querySelectorAll<HTMLAnchorElement>('.word-card a')].at(-1);
    });
    source.click();
    document.getSelection()?.removeAllRanges();
    assert.deepEqual(lab.all('openLink'), [{ type: 'openLink', url: source.href }]);
    // Takes the card away, for whoever has the window next.
    lab.say({ type: 'wordRules', enabled: false, delayMs: 0 });
  });

  it('shows no picture of the station before while the next one reads', async () => {
    const lab = new OpenedLab({ show: { station: 'attention', text: 'one two', settings: {} } });
    await lab.picture('attention');
    lab.lab.goToStation('hallucination');
    assert.equal(lab.lab.reading, undefined);
    lab.lab.goToStation('tokens');
    await lab.picture('tokens');
    assert.equal(lab.count('[role="alert"]'), 0);
    assert.deepEqual(lab.all('pageError'), []);
  });

  it('keeps what the reader wrote when a link brings another text, also through a reload, and goes back to it', async () => {
    const place = { station: 'tokens', text: 'Text of a link.', settings: {} };
    const one = new OpenedLab();
    await one.picture('tokens');
    await one.write('An hour of work.');
    await one.words(/turned 16 bytes/);
    one.say({ type: 'show', place });
    await one.words(/turned 15 bytes/);
    assert.equal(one.texts('label[for="text"]')[0], 'Text (from a link or a selection)');
    one.lab.flush();
    const again = new OpenedLab({ left: one.all('keep').at(-1)!.state, show: { ...place, text: 'Another.' } });
    await again.words(/turned 8 bytes/);
    await again.press('[data-testid="own-text"]');
    await again.words(/turned 16 bytes/);
    assert.equal((await again.find<HTMLTextAreaElement>('textarea')).value, 'An hour of work.');
    await poll('nothing to go back to', () => again.count('[data-testid="own-text"]') === 0);
    assert.equal(again.texts('label[for="text"]')[0], 'Your text');
  });

  it('goes back from the example to what the reader wrote', async () => {
    const lab = new OpenedLab({ left: { ...own, station: 'tokens' } });
    await lab.words(/turned 14 bytes/);
    await lab.press('[data-testid="use-example"]');
    await lab.find('[data-testid="own-text"]');
    await lab.press('[data-testid="own-text"]');
    await lab.words(/turned 14 bytes/);
    // Both buttons go away when they are pressed.
    assert.equal(document.activeElement?.id, 'text');
  });

  const own = { text: 'own words here', isOwn: true, settings: {}, large: false };
  for (const [what, options, station, said] of [
    ['where it was left', { left: { ...own, station: 'embeddings' } }, 'embeddings', /“words”/],
    ['a link', { show: { station: 'attention', text: 'one two', settings: {} } }, 'attention', /looks at/],
    [
      'what was kept',
      { kept: { ...own, station: 'embeddings', text: '...' } },
      'embeddings',
      /“token” and “embedding”/,
    ],
  ] as const) {
    it(`shows ${what} also where the weights are ready before the host`, async () => {
      const lab = new OpenedLab({ ...options, startsLate: true });
      await poll('the model', () => lab.lab.model);
      assert.equal(lab.count('.stage'), 0);
      lab.start();
      await lab.picture(station);
      await lab.words(said);
      await poll('its tab', () => lab.count(`#tab-${station}[aria-selected="true"]`) === 1);
      assert.deepEqual(lab.all('pageError'), []);
    });
  }

  it('starts anew where what was kept is not its own', async () => {
    const lab = new OpenedLab({ kept: { station: 5, text: ['x'] } });
    await lab.picture('tokens');
  });

  it('asks for a link to what is shown', async () => {
    const lab = new OpenedLab({ show: { station: 'tokens', text: 'abc', settings: { step: 1 } } });
    await lab.picture('tokens');
    await lab.press('[data-testid="copy-link"]');
    assert.deepEqual(lab.last, { type: 'copyLink', place: { station: 'tokens', text: 'abc', settings: { step: 1 } } });
    lab.say({ type: 'copied', what: 'link' });
    await poll('the answer', () => lab.texts('[role="status"]').includes('Link copied'));
  });

  it('says that an SVG was copied as text, which pastes otherwise than a picture @deep', async () => {
    const lab = new OpenedLab({ show: { station: 'tokens', text: 'abc', settings: {} } });
    await lab.picture('tokens');
    await lab.press('[data-testid="copy-svg"]');
    assert.equal(lab.last?.type, 'copySvg');
    lab.say({ type: 'copied', what: 'svg' });
    await poll('the answer', () => lab.texts('[role="status"]').includes('SVG copied as text'));
  });

  it('leaves out settings of a link that the station does not have', async () => {
    const settings = { step: 'many', other: 1 };
    const lab = new OpenedLab({ show: { station: 'tokens', text: 'abc', settings } });
    await lab.picture('tokens');
    await lab.press('[data-testid="copy-link"]');
    assert.deepEqual(lab.all('copyLink')[0]?.place.settings, stations[0]!.defaults);
  });

  it('gives the picture as an SVG that stands alone', async () => {
    const lab = new OpenedLab();
    await lab.picture('tokens');
    await lab.press('[data-testid="copy-svg"]');
    const [{ svg } = { svg: '' }] = lab.all('copySvg');
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /class=|<!--|aria-/);
    assert.match(svg, /^<svg [^>]*><rect width="100%" height="100%" fill="[^"]+"/);
  });

  it('shows a long table in parts, and in the end what the slider was moved to @deep', async () => {
    const text = 'a token '.repeat(60);
    const lab = new OpenedLab({ show: { station: 'tokens', text, settings: { step: 0 } } });
    await lab.words(/Llama/);
    // The bytes here, and a token for each letter in three other vocabularies.
    assert.equal((await lab.table()).length, 300);
    assert.ok(lab.texts('.parts')[0]?.startsWith('Rows 1 to 300 of 1,920'));
    await lab.find('[data-testid="rows-before"][disabled]');
    await lab.press('[data-testid="rows-after"]');
    await poll('the next part', () => lab.texts('.parts')[0]?.startsWith('Rows 301 to 600 of 1,920'));
    assert.deepEqual((await lab.table())[180]?.slice(0, 2), ['o200k (GPT-4o and later)', '1']);
    for (const step of [3, 2, 1]) await lab.set('step', step);
    await lab.words(/^After 1 merge,/);
    const [, tokens = ''] = /turned \d+ bytes into (\d+) tokens/.exec(await lab.words()) ?? [];
    const all = (Number(tokens) + 3 * text.length).toLocaleString('en');
    await poll('fewer rows', () => lab.texts('.parts')[0]?.includes(` of ${all} `));
  });

  it('opens the terms of its sentences', async () => {
    const lab = new OpenedLab();
    await lab.press('.sentences a[data-term="tokenizer"]');
    assert.deepEqual(lab.last, { type: 'openTerm', termId: 'tokenizer' });
  });

  it('has a large type, which is kept @deep', async () => {
    const lab = new OpenedLab();
    const small = Number((await lab.picture('tokens')).getAttribute('font-size'));
    await lab.press('[data-testid="large"]');
    await lab.find('[data-testid="large"][aria-pressed="true"]');
    assert.ok(Number((await lab.picture('tokens')).getAttribute('font-size')) > small);
    lab.lab.flush();
    assert.equal(lab.all('keep').at(-1)?.state.large, true);
  });

  it('reports a message that it does not understand', () => {
    const lab = new OpenedLab();
    lab.say({ type: 'weights', bytes: 'none' } as never);
    assert.equal(lab.all('pageError').length, 1);
  });
});
