import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import {
  answersTo,
  argumentsFor,
  questions,
  sideArguments,
  standing,
  verdictOf,
} from '../../../../src/core/catalog/considerations';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import type { Answers } from '../../../../src/core/catalog/considerations';
import {
  choose,
  parametersOf,
  quantizedGb,
  ruledOut,
  sideOf,
  wantedModality,
  wantedWindow,
} from '../../../../src/core/catalog/chooserModels';
import { testDay } from '../../../support/models';
import { sayInEnglish } from '../../../../src/core/base/say';

const catalog = createCatalog(table, testDay);
const nothing: Answers = { privacy: 'any', budget: 'any', hardware: 'any', modality: 'any', window: 'any' };
const answersArb = fc.record({
  privacy: fc.constantFrom(...answersTo.privacy),
  budget: fc.constantFrom(...answersTo.budget),
  hardware: fc.constantFrom(...answersTo.hardware),
  modality: fc.constantFrom(...answersTo.modality),
  window: fc.constantFrom(...answersTo.window),
});
const chosen = (answers: Partial<Answers>) => choose(catalog, { ...nothing, ...answers }, sayInEnglish);

describe('open or closed', () => {
  const cases: [answers: Partial<Answers>, side: string, isForced: boolean][] = [
    [{}, 'either', false],
    [{ privacy: 'own' }, 'open', true],
    [{ privacy: 'own', budget: 'best', hardware: 'none' }, 'open', true],
    [{ privacy: 'contract' }, 'open', false],
    [{ budget: 'uneven' }, 'closed', false],
    [{ budget: 'steady' }, 'open', false],
    [{ budget: 'best' }, 'closed', false],
    [{ hardware: 'none' }, 'closed', false],
    [{ hardware: 'one' }, 'open', false],
    [{ hardware: 'many' }, 'open', false],
    [{ budget: 'steady', hardware: 'none' }, 'closed', false],
    [{ budget: 'steady', hardware: 'many' }, 'open', false],
    [{ budget: 'uneven', hardware: 'many' }, 'either', false],
    [{ budget: 'uneven', hardware: 'one', privacy: 'contract' }, 'either', false],
  ];
  for (const [answers, side, isForced] of cases) {
    it(`is ${side} for ${JSON.stringify(answers)}`, () =>
      assert.deepEqual(verdictOf({ ...nothing, ...answers }), { side, isForced }));
  }

  it('is decided by arguments that name an answer that can be given, and stand in sentences', () => {
    for (const { when, because } of sideArguments) {
      assert.ok(Object.keys(when).length > 0);
      for (const name of questions) {
        const answer = when[name];
        assert.ok(answer === undefined || (answersTo[name] as readonly string[]).includes(answer));
      }
      assert.match(because(sayInEnglish), /^[A-Z].*\.$/);
    }
    for (const side of ['open', 'closed'] as const)
      assert.ok(standing[side].for.length > 0 && standing[side].against.length > 0);
  });

  it('has no argument from what does not matter', () => {
    assert.deepEqual(argumentsFor(nothing, 'open'), []);
    assert.deepEqual(argumentsFor(nothing, 'closed'), []);
  });
});

describe('the models that the answers leave', () => {
  it('are alive and all that was asked for, one of each family at most; each other family has its reason', () => {
    fc.assert(
      fc.property(answersArb, (answers) => {
        const { candidates, out } = chosen(answers);
        const families = [...candidates.map(({ model }) => model.family), ...out.map(({ family }) => family)];
        assert.deepEqual(families.toSorted(), catalog.families.map(({ id }) => id).toSorted());
        for (const { model } of candidates) {
          assert.notEqual(model.status, 'retired');
          if (answers.privacy === 'own') assert.equal(sideOf(model), 'open');
          const modality = wantedModality(answers);
          if (modality) assert.ok(model.modalities?.input.includes(modality));
          assert.ok((model.contextWindow ?? 0) >= wantedWindow(answers));
        }
        for (const { why } of out) assert.match(why, / /);
      }),
    );
  });

  it('stand before those of the other side', () => {
    fc.assert(
      fc.property(answersArb, (answers) => {
        const { candidates, verdict } = chosen(answers);
        if (verdict.side === 'either') return;
        const sides = candidates.map(({ model }) => sideOf(model) === verdict.side);
        assert.ok(!sides.slice(sides.indexOf(false)).includes(true) || !sides.includes(false));
      }),
    );
  });

  it('are small where one graphics card has to hold them', () => {
    const { candidates } = chosen({ privacy: 'own', hardware: 'one' });
    assert.ok(candidates.length >= 3);
    for (const { model, for: pros } of candidates) {
      assert.ok((quantizedGb(model) ?? Infinity) <= 20, model.name);
      assert.match(pros.join(' '), /At 4 bits per parameter, its weights take about \d+ GB/);
    }
  });

  it('are the dearest of a family where the best answer counts, and the cheapest where the load is heavy', () => {
    const priceOf = (budget: Answers['budget']): number | undefined =>
      chosen({ budget, modality: 'pdf' }).candidates.find(({ model }) => model.family === 'claude')?.model.price?.input;
    const prices = catalog
      .modelsOf('claude')
      .flatMap(({ status, price }) => (status === 'current' && price ? price.input : []));
    assert.equal(priceOf('best'), Math.max(...prices));
    assert.equal(priceOf('steady'), Math.min(...prices));
  });

  it('are general ones: no model for code alone, and no closed one of a family of open weights', () => {
    const models = (answers: Partial<Answers>) => chosen(answers).candidates.map(({ model }) => model);
    for (const budget of answersTo.budget) {
      for (const model of models({ budget, hardware: 'none', modality: 'text' })) {
        assert.doesNotMatch(model.name, /Codestral|Build|Contributor/);
        if (model.family === 'llama') assert.equal(sideOf(model), 'open');
      }
    }
    const special = { ...closed, special: true } as const;
    assert.deepEqual(
      chosenOf(['f'], () => [special]).candidates.map(({ model }) => model),
      [special],
    );
  });

  it('say of themselves nothing that was asked for: each of them has that', () => {
    for (const { for: pros } of chosen({ modality: 'image', window: '128k' }).candidates) assert.deepEqual(pros, []);
  });

  it('come with what speaks against them', () => {
    const { candidates } = chosen({ privacy: 'own', hardware: 'none' });
    for (const { against } of candidates) assert.ok(against.includes('It needs your own hardware, and you have none.'));
    const preview = chosen({}).candidates.find(({ model }) => model.status === 'preview');
    if (preview) assert.match(preview.against.join(' '), /preview/);
  });

  it('are none where no model is all of it, each family with the hurdle that its best one fails at', () => {
    const { candidates, out } = chosen({ privacy: 'own', hardware: 'one', modality: 'audio', window: '1m' });
    assert.deepEqual(candidates, []);
    assert.match(
      out.find(({ family }) => family === 'claude')?.why ?? '',
      /^Claude .* is closed: each prompt goes to its maker$/,
    );
    assert.match(out.find(({ family }) => family === 'deepseek')?.why ?? '', /does not accept audio/);
  });

  it('say why one is ruled out', () => {
    const gone = catalog.models.find(({ status }) => status === 'retired')!;
    assert.equal(ruledOut(gone, nothing, sayInEnglish), 'is retired');
  });

  const closed = catalog.models.find(({ openness, status }) => openness === 'closed' && status === 'current')!;
  const statuses = ['current', 'preview', 'legacy', 'deprecated'] as const;
  const inStates = statuses.map((status) => ({ ...closed, id: status, status }));

  const chosenOf = (
    ids: readonly string[],
    modelsOf: (id: string) => readonly Model[],
    answers: Partial<Answers> = {},
  ) => {
    const families = ids.map((id) => ({ ...catalog.families[0]!, id }));
    return choose({ families, modelsOf }, { ...nothing, ...answers }, sayInEnglish);
  };

  it('are proposed by their state: a current one, then a preview, an older one, one that ends', () => {
    for (const [left, status] of statuses.entries()) {
      const { candidates } = chosenOf(['f'], () => inStates.slice(left).toReversed());
      assert.deepEqual(
        candidates.map(({ model }) => model.id),
        [status],
      );
    }
    const families = statuses.toReversed();
    const { candidates } = chosenOf(families, (id) => inStates.filter((model) => model.id === id));
    assert.deepEqual(
      candidates.map(({ model }) => model.id),
      statuses,
    );
  });

  const { price, ...others } = closed;
  assert.ok(price);
  const unpriced: Model = { ...others, id: 'unpriced' };

  it('have a window of 128,000 tokens at least where 128k are asked for', () => {
    const sized = (id: string): Model[] => [{ ...closed, id, contextWindow: Number(id) }];
    const { candidates, out } = chosenOf(['127999', '128000'], sized, { window: '128k' });
    assert.deepEqual(
      [candidates.map(({ model }) => model.id), out.map(({ family }) => family)],
      [['128000'], ['127999']],
    );
    assert.match(out[0]?.why ?? '', / 128,000 tokens$/);
  });

  it('fit on one graphics card up to 20 GB, by the parameters that the name says', () => {
    const sized = (id: string): Model[] => [{ ...closed, id, name: `Maker ${id}`, openness: 'open-weights' }];
    const { candidates } = chosenOf(['40B', '41B', '2.4T A9B'], sized, { hardware: 'one' });
    const weights = 'At 4 bits per parameter, its weights take about';
    const tooMuch = 'too much for one graphics card: a host would have to run it.';
    assert.deepEqual(
      candidates.map(({ model, for: pros, against }) => [model.id, ...pros, ...against]),
      [
        ['40B', `${weights} 20 GB, which fits on one graphics card.`],
        ['41B', `${weights} 21 GB, ${tooMuch}`],
        ['2.4T A9B', `${weights} 1,200 GB, ${tooMuch}`],
      ],
    );
  });

  it('are of a known price before one of an unknown price, for the best answer and for the cheapest', () => {
    for (const budget of ['best', 'steady'] as const) {
      const { candidates } = chosenOf(['f'], () => [unpriced, { ...closed, id: 'priced' }], { budget });
      assert.deepEqual(
        candidates.map(({ model }) => model.id),
        ['priced'],
      );
    }
  });

  it('stand before those against which more speaks', () => {
    const models = [unpriced, { ...closed, id: 'priced' }];
    const { candidates } = chosenOf(['unpriced', 'priced'], (id) => models.filter((model) => model.id === id));
    assert.deepEqual(
      candidates.map(({ model, against }) => [model.id, against.length]),
      [
        ['priced', 0],
        ['unpriced', 1],
      ],
    );
  });

  const names: [name: string, billions: number | undefined][] = [
    ['Llama 3.1 405B', 405],
    ['gpt-oss-20b', 20],
    ['Qwen3.5 397B A17B', 397],
    ['Qwen3 0.6B', 0.6],
    ['Qwen3.8 2.4T A95B', 2_400],
    ['Mixtral 8x22B', undefined],
    ['GPT-4o', undefined],
    ['Claude Opus 5.5', undefined],
  ];
  for (const [name, billions] of names) {
    it(`have ${billions ?? 'an unknown number of'} billion parameters where they are called ${name}`, () =>
      assert.equal(parametersOf({ name }), billions));
  }
});
