import assert from 'node:assert/strict';
import { emptySession } from '../../../src/core/playground/session/sessionTree';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

const fileOf = (name: string, text = name): File => new File([text], name);

/** Pastes what a clipboard holds; says whether the page took it. */
async function paste(host: FakePageHost, files: readonly File[], text = ''): Promise<boolean> {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { files, getData: () => text } });
  (await host.element('message')).dispatchEvent(event);
  return event.defaultPrevented;
}

const chips = (host: FakePageHost): string[] =>
  [...host.page.querySelectorAll('[data-testid="attached"]')].map((chip) =>
    chip.textContent.replace(/\s+/g, ' ').trim(),
  );

const withChips = (host: FakePageHost, count: number): Promise<string[]> =>
  poll(
    `${count} files`,
    () => chips(host),
    (all) => all.length === count,
  );

describe('files of the message', () => {
  it('go to the host as bytes, one after the other, and stand above the message with what is known of them', async () => {
    const host = new FakePageHost();
    assert.ok(await paste(host, [fileOf('a.png'), fileOf('b.png')]));
    const shown = await withChips(host, 2);
    const asked = host.of('attach');
    assert.deepEqual(
      asked.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]),
      [
        ['a.png', 'a.png'],
        ['b.png', 'b.png'],
      ],
    );
    assert.match(shown[0] ?? '', /^a\.png 5 bytes · 8 × 6/);
    assert.equal(host.store.composed.attachments?.length, 2);
  });

  it('are left to the field where the clipboard has a text, too', async () => {
    const host = new FakePageHost();
    assert.ok(!(await paste(host, [fileOf('a.png')], 'words')));
    assert.deepEqual(host.of('attach'), []);
  });

  it('are taken out and had back at their place, and are a message without a text', async () => {
    const host = new FakePageHost();
    await paste(host, [fileOf('a.png'), fileOf('b.png')]);
    await withChips(host, 2);
    await host.click('detach');
    assert.match((await withChips(host, 1))[0] ?? '', /^b\.png/);
    await host.click('attach-again');
    assert.match((await withChips(host, 2))[0] ?? '', /^a\.png/);
    await host.type('model', 'm');
    await host.click('send');
    const sent = await poll('the message', () => host.of('send')[0]);
    assert.deepEqual([sent.draft.message, sent.draft.attachments?.length], ['', 2]);
  });

  it('stay out once the message is sent, and in another session', async () => {
    for (const leave of [
      (host: FakePageHost) => host.click('send'),
      (host: FakePageHost) => {
        host.session = emptySession('another', 0);
        host.snapshot();
        return Promise.resolve();
      },
    ]) {
      const host = new FakePageHost();
      await host.type('model', 'm');
      await paste(host, [fileOf('a.png'), fileOf('b.png')]);
      await withChips(host, 2);
      await host.click('detach');
      await host.element('attach-again');
      await leave(host);
      await poll('no way back', () => host.find('attach-again') === null);
    }
  });

  it('say what each costs, what speaks against it, and what is not known', async () => {
    const host = new FakePageHost();
    await paste(host, [fileOf('a.png'), fileOf('b.png')]);
    await withChips(host, 2);
    const [a, b] = (host.store.composed.attachments ?? []).map(({ blob }) => blob) as [string, string];
    host.measured = {
      ...host.measured,
      files: [
        { blob: a, tokens: 1_105, isExact: true, scaled: { width: 4, height: 3 } },
        { blob: b, problem: 'm takes no images.' },
      ],
    };
    await host.type('message', 'What is this?');
    const [first, second] = await poll(
      'the facts',
      () => chips(host),
      ([one = '']) => one.includes('tokens'),
    );
    assert.match(first ?? '', /· 1,105 tokens · Scale to 4 × 3/);
    assert.match(second ?? '', /tokens not known m takes no images\./);
  });

  it('are refused with the reason of the host', async () => {
    const host = new FakePageHost();
    host.attach = (name) => ({ refused: `${name} is empty.` });
    await paste(host, [fileOf('a.png', '')]);
    assert.equal((await host.element('not-attached')).textContent, 'a.png is empty.');
    assert.deepEqual(chips(host), []);
  });

  it('are a hundred at most, of however many @deep', async () => {
    const host = new FakePageHost();
    await paste(
      host,
      Array.from({ length: 200 }, (_, i) => fileOf(`${i}.png`)),
    );
    await withChips(host, 100);
    assert.equal(host.of('attach').length, 100);
    assert.match(host.text('not-attached'), /Only the first 100 files/);
  });
});
