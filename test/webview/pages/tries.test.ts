import assert from 'node:assert/strict';
import { guide } from '../../../generated/guide';
import { placeOfLink } from '../../../src/core/lab/labPlace';
import { stationIds } from '../../../src/core/lab/stationIds';
import { tryOf } from '../../../src/core/pages/guideTable';
import { Opened } from './opened';

const buttons = (opened: Opened): HTMLButtonElement[] => [
  ...opened.root.querySelectorAll<HTMLButtonElement>('.tries button'),
];

describe('what can be tried on a page of the guide', () => {
  it('opens a station of the lab with its text', async () => {
    const opened = new Opened({ folder: 'guide', id: 'at-a-glance' });
    await opened.at('At a glance');
    const [lab] = buttons(opened);
    assert.match(lab!.textContent, /Cut a sentence into tokens.*Opens the lab with “Tokenizers split text\.”/);
    opened.click(lab!);
    assert.deepEqual(opened.host.of('openLab'), [
      { type: 'openLab', station: 'tokens', text: 'Tokenizers split text.' },
    ]);
    assert.deepEqual(opened.host.of('openPrompt'), []);
  });

  it('puts a prompt into the playground, and says that the user sends it', async () => {
    const opened = new Opened({ folder: 'guide', id: 'training' });
    await opened.at('Training');
    const prompt = buttons(opened).find(({ dataset }) => dataset['testid'] === 'try-playground')!;
    assert.match(prompt.textContent, /Opens the playground with “What is RLHF\?”, ready to send\./);
    opened.click(prompt);
    assert.deepEqual(opened.host.of('openPrompt'), [{ type: 'openPrompt', prompt: 'What is RLHF?' }]);
  });

  for (const { id, title, markdown } of guide) {
    it(`leads each where it says, and nowhere else: ${title}`, async () => {
      const written = markdown.split('\n').flatMap((line) => tryOf(line) ?? []);
      const opened = new Opened({ folder: 'guide', id });
      await opened.at(title);
      assert.deepEqual(
        buttons(opened).map((button) => button.querySelector('.choice')?.textContent),
        written.map(({ label }) => label),
      );
      for (const [index, button] of buttons(opened).entries()) {
        const before = opened.host.messages.length;
        opened.click(button);
        const sent = opened.host.messages.slice(before);
        const each = written[index]!;
        if (each.kind === 'playground') {
          assert.deepEqual(sent, [{ type: 'openPrompt', prompt: each.prompt }]);
          assert.ok(button.textContent.includes(`the playground with “${each.prompt}”`), button.textContent);
          continue;
        }
        assert.deepEqual(sent, [{ type: 'openLab', station: each.station, text: each.text }]);
        assert.ok((stationIds as readonly string[]).includes(each.station), each.station);
        assert.ok(placeOfLink(`/lab/${each.station}`, ''), each.station);
        assert.ok(button.textContent.includes(each.text), button.textContent);
      }
      assert.deepEqual(opened.host.invalid, []);
    });
  }

  it('says of a station without a text that the lab keeps the one that it has', async () => {
    const opened = new Opened({ folder: 'guide', id: 'short' }, (host) =>
      host.own.set('/guide/short.md', {
        title: 'Short',
        blocks: [
          { type: 'markdown', markdown: '# Short' },
          { type: 'tries', tries: [{ kind: 'lab', label: 'See it', station: 'training', text: '' }] },
        ],
      }),
    );
    await opened.at('Short');
    const [lab] = buttons(opened);
    assert.match(lab!.textContent.trim(), /^See it Opens the lab(?! with)/);
    opened.click(lab!);
    assert.deepEqual(opened.host.of('openLab'), [{ type: 'openLab', station: 'training', text: '' }]);
  });

  it('draws words of the data as words, never as HTML', async () => {
    const label = '<img src=x onerror="alert(1)">';
    const opened = new Opened({ folder: 'guide', id: 'odd' }, (host) =>
      host.own.set('/guide/odd.md', {
        title: 'Odd',
        blocks: [
          { type: 'markdown', markdown: '# Odd' },
          { type: 'tries', tries: [{ kind: 'playground', label, prompt: '<b>x</b>' }] },
        ],
      }),
    );
    await opened.at('Odd');
    assert.equal(opened.root.querySelector('main img, main b'), null);
    assert.ok(buttons(opened)[0]!.textContent.trim().startsWith(label));
  });
});
