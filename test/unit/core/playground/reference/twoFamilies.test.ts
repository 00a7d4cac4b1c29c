import assert from 'node:assert/strict';
import { catalog as catalogTable } from '../../../../../generated/catalog';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { compareWithReference } from '../../../../../src/core/playground/reference/compareWithReference';
import type { Subject } from '../../../../../src/core/playground/reference/subject';
import type { Want } from '../../../../../src/core/playground/reference/wants';

const catalog = createCatalog(catalogTable, () => '2026-11-27');
const familyOf = (id: string): Subject => ({ kind: 'family', family: catalog.family(id)! });
const [gpt, claude, llama] = ['gpt', 'claude', 'llama'].map(familyOf) as [Subject, Subject, Subject];

/** The verdict on the first of `subjects`, where the question is how they differ. */
function verdictOf(text: string, subjects: readonly [Subject, ...Subject[]]): readonly string[] {
  const wants = new Set<Want>(['difference']);
  const { verdict, points } = compareWithReference({ text }, subjects[0], catalog, { subjects, wants });
  return [verdict, ...points.map(({ about, said }) => `${about}:${said}`)];
}

describe('an answer about two families', () => {
  it('is not held against GPT for the maker that it names of Claude', () => {
    const answer = 'GPT: Generative pre-trained transformer. Claude is a family of models made by Anthropic.';
    assert.deepEqual(verdictOf(answer, [gpt, claude]), ['unclear', 'maker:Anthropic']);
    assert.deepEqual(verdictOf(answer, [gpt]), ['differs', 'maker:Anthropic']);
  });

  it('differs where the maker is that of neither', () => {
    assert.deepEqual(verdictOf('Both are a work of Alibaba.', [gpt, claude]), ['differs', 'maker:Alibaba']);
  });

  it('is not held against Llama for what it says of the weights of Claude', () => {
    const answer = 'One is Claude, which is closed.';
    assert.deepEqual(verdictOf(answer, [llama, claude]), ['unclear', 'openness:']);
    assert.deepEqual(verdictOf(answer, [llama]), ['differs', 'openness:closed']);
  });
});
