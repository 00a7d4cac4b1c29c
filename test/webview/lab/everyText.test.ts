import assert from 'node:assert/strict';
import { stations } from '../../../src/webview/lab/stations';
import { poll } from '../../support/poll';
import { OpenedLab, longText } from './opened';

// Behaviour of all stations with a text of none or many characters.

const shown = (lab: OpenedLab, id: string, selector: string) =>
  lab.find(`[data-station="${id}"] ${selector}`).then(({ textContent }) => textContent.trim());

describe('an empty text', () => {
  for (const [at, { id }] of stations.entries()) {
    it(`has no picture in ${id}, and one short sentence says what to do${at < 2 ? '' : ' @deep'}`, async () => {
      const lab = new OpenedLab({
        show: { station: id, text: 'A model reads tokens, and then it writes one.', settings: {} },
      });
      await lab.picture(id);
      await lab.write('');
      assert.match(await shown(lab, id, '[role="alert"]'), /^[^.]{10,80}: write [^.]{5,60}\.$/);
      assert.equal(lab.count('.stage, figcaption, [data-control]'), 0);
      await lab.write('The sea is blue in the morning and grey in the evening.');
      await lab.picture(id);
      assert.equal(lab.count('[role="alert"]'), 0);
    }).timeout(60_000);
  }
});

describe('the counts of a long text', () => {
  it('are written with their thousands apart, in every station', async () => {
    const settings = { step: 0 };
    const lab = new OpenedLab({ show: { station: 'tokens', text: longText, settings } });
    const seen: string[] = [];
    for (const { id } of stations) {
      lab.lab.goToStation(id);
      const text = await poll(`what ${id} says`, () =>
        lab.texts(`[data-station="${id}"] :is([role="alert"], figcaption)`).find((words) => words !== ''),
      );
      const drawn = lab.texts('.stage text').filter((each) => /^…|input tokens/.test(each));
      seen.push([text, ...lab.texts('.controls output'), ...drawn].join(' '));
    }
    assert.deepEqual(
      seen.flatMap((text) => text.match(/.{0,20}\d{4}.{0,20}/g) ?? []),
      [],
    );
    // Something had thousands to say: the tokens, the merges, and what the window has no room for.
    assert.ok(seen.filter((text) => /\d,\d{3}\b/.test(text)).length >= 4, seen.join('\n'));
  }).timeout(60_000);
});
