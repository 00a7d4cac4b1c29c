import assert from 'node:assert/strict';
import { glossary } from '../../../generated/glossary';
import { sayInEnglish } from '../../../src/core/base/say';
import { choiceParameters, numberParameters } from '../../../src/core/chat/messages/sampling';
import { dialectIds } from '../../../src/core/chat/messages/chatTypes';
import { parametersAt } from '../../../src/core/chat/parameters/offers';
import { pocketOffers } from '../../../src/core/pocket/chat/pocketOffers';
import { numberFields } from '../../../src/webview/playground/numberFields';
import { parameterLabels } from '../../../src/webview/playground/parameterLabels';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, openAi, pocket } from '../../fakes/providerViews';

const terms = new Set(glossary.map(({ id }) => id));
const names = new Set([
  ...dialectIds.flatMap((dialect) => parametersAt({ dialect, baseUrl: 'http://127.0.0.1:1' }).map(([name]) => name)),
  ...[...Object.keys(numberParameters), ...Object.keys(choiceParameters)],
  ...pocketOffers(sayInEnglish).map(({ name }) => name),
  ...numberFields.map(({ of }) => of),
]);

describe('the label of a parameter', () => {
  it('has words and a term of the glossary, for every parameter that there is', () => {
    assert.ok(names.size > 10);
    for (const name of names) assert.ok(terms.has(parameterLabels[name]?.term ?? ''), `${name} has no term`);
    assert.deepEqual(
      Object.keys(parameterLabels).filter((name) => !names.has(name)),
      [],
      'labels of nothing',
    );
  });

  it('is that of a term in each field of the page', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.providers = [openAi, pocket];
      before.draft = draftOf({ providerId: pocket.id, model: 'pocket' });
    });
    await host.element('param-stop');
    const fields = [
      ...host.page.querySelectorAll('[data-testid^="param-"], [data-testid="temperature"], [data-testid="max-output"]'),
    ];
    assert.equal(fields.length, pocketOffers(sayInEnglish).length + 1);
    for (const { id } of fields) {
      const label = host.page.querySelector(`label[for="${id}"]`);
      assert.ok(terms.has(label?.getAttribute('data-term') ?? ''), id);
    }
  });
});
