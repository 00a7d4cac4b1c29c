import assert from 'node:assert/strict';
import { catalog as table } from '../../../../../generated/catalog';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { modelCount } from '../../../../../src/core/tokens/counting/modelCount';
import { estimateNote } from '../../../../../src/core/tokens/shown/tokenCard';
import { testDay } from '../../../../support/models';

const catalog = createCatalog(table, testDay);

function noteOf(id: string): string | undefined {
  const model = catalog.findModel(id)!;
  return estimateNote(model, catalog.tokenizerOf(model), sayInEnglish);
}

describe('the note on shown tokens', () => {
  it('says of GPT-6 what its count says, that o200k_base is probably its own', () => {
    const note = noteOf('gpt-6.1-sol');
    assert.match(
      note ?? '',
      /^Shown are the tokens of o200k_base, from which the count for GPT-6\.1 Sol is estimated\. /,
    );
    assert.match(note ?? '', /probably exact\.$/);
    assert.doesNotMatch(note ?? '', /another tokenizer/);
  });

  it('ends, for every model that is estimated, with the reason that its count gives', () => {
    const estimated = catalog.models.filter((model) => catalog.tokenizerOf(model).estimate);
    assert.ok(estimated.length > 20);
    for (const model of estimated) {
      const reason = modelCount(catalog.tokenizerOf(model), { tokens: 1 }).estimate?.reason;
      assert.ok(reason && noteOf(model.id)?.endsWith(reason), model.id);
    }
  });

  it('says nothing of a model that is counted exactly', () => assert.equal(noteOf('gpt-4o'), undefined));
});
