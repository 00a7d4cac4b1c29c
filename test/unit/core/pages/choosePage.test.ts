import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { answersTo, questions } from '../../../../src/core/catalog/considerations';
import { chooseStart, linkTarget, placeOf, textOfPlace } from '../../../../src/core/pages/address';
import { answersOf, choosePage } from '../../../../src/core/pages/choosePage';
import { pageText } from '../../../../src/core/pages/page';
import type { Page } from '../../../../src/core/pages/page';
import { testDay } from '../../../support/models';
import { sayInEnglish } from '../../../../src/core/base/say';

const catalog = createCatalog(table, testDay);

function pageAt(id: string): Page {
  const page = choosePage(id, catalog, sayInEnglish);
  assert.ok(page, id);
  return page;
}

const choicesOf = ({ blocks }: Page) => blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));

/** The id of the page that a link on a page of the chooser leads to. */
function follow(href: string, from: string): string {
  const target = linkTarget({ folder: 'choose', id: from }, href);
  assert.ok(target?.kind === 'page' && target.place.folder === 'choose', href);
  return target.place.id;
}

describe('the pages of the chooser', () => {
  it('ask one question after the other, each with an answer for what does not matter, and end in families', () => {
    let id = chooseStart.id;
    for (const [i, name] of questions.entries()) {
      const page = pageAt(id);
      assert.match(pageText(page), new RegExp(`Question ${i + 1} of 5`));
      const choices = choicesOf(page);
      assert.equal(choices.length, answersTo[name].length);
      assert.equal(choices.at(-1)?.label, 'It does not matter');
      for (const { href } of choices) pageAt(follow(href, id));
      id = follow(choices.at(-1)!.href, id);
    }
    const text = pageText(pageAt(id));
    assert.match(text, /\*\*Either\.\*\*/);
    assert.match(text, /## A model from each family\n/);
    assert.match(text, /- Its family: /);
  });

  it('let one answer be changed, and keep the others', () => {
    const text = pageText(pageAt('own.steady.many.any.128k'));
    const [, href = ''] = /\[Change hardware\]\(([^)]*)\)/.exec(text) ?? [];
    const id = follow(href, 'own.steady.many.any.128k');
    const again = pageAt(id);
    assert.match(pageText(again), /Question 3 of 5: Hardware/);
    assert.equal(follow(choicesOf(again)[0]!.href, id), 'own.steady.none.any.128k');
  });

  it('say what speaks for a side and what against it, and nothing of a side that is impossible', () => {
    const both = pageText(pageAt('any.best.none.any.any'));
    assert.match(both, /A closed model fits/);
    assert.match(both, /For a closed model:\n\n- The strongest models are closed/);
    assert.match(both, /## Closed models[^]*Advantages[^]*Drawbacks[^]*## Open weights/);
    assert.match(both, /- Against it: It has open weights, and your answers favour a closed model\./);
    const forced = pageText(pageAt('own.any.any.any.any'));
    assert.match(forced, /\*\*Open weights\.\*\* .*no other choice/);
    assert.doesNotMatch(forced, /## Closed models/);
    assert.match(forced, /## Left out\n\n(?:- .*\n)*- \[Claude\]/);
  });

  it('say what to do where no model is left', () => {
    assert.match(pageText(pageAt('own.any.one.audio.1m')), /No model in the catalog/);
  });

  it('have an address that can be kept', () => {
    const place = { folder: 'choose', id: '-.steady.-.-.1m' } as const;
    assert.deepEqual(placeOf(textOfPlace(place)), place);
    assert.deepEqual(answersOf(place.id), { budget: 'steady', window: '1m' });
  });

  it('are none where the address is none of theirs', () => {
    for (const id of ['', 'x', 'own', 'own.any.any.any', 'own.any.any.any.any.any', 'never.any.any.any.any'])
      assert.equal(choosePage(id, catalog, sayInEnglish), undefined, id);
  });
});
