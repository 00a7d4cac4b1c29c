import assert from 'node:assert/strict';
import { wantsOf } from '../../../../../src/core/playground/reference/questionWords';
import { readPocketJson } from '../../../../support/pocket';
import type { HeldQuestions } from '../../../../support/pocket';

describe('what a question wants to know', () => {
  for (const [question, ...wants] of [
    ['Who makes Qwen?', 'maker'],
    ['Which company is behind Claude?', 'maker'],
    ['Whose is it?', 'maker'],
    ['Is Qwen open or closed?', 'openness'],
    ['Can I run Llama on my own machine?', 'openness'],
    ['Who makes Grok, and is it open?', 'maker', 'openness'],
    ['What is Claude good at?', 'strengths'],
    ['Why does it matter?', 'why'],
    ['How do RAG and fine-tuning differ?', 'difference'],
    ['Do a token and a word mean the same?', 'difference'],
    ['What is it?', 'meaning'],
    ['Explain that, please', 'meaning'],
    ['What is MoE?'],
    ['What does Anthropic make?'],
    ['What time is it?'],
    ['Who uses Claude?'],
  ] as const) {
    it(`is ${wants.join(' and ') || 'no one thing'} in “${question}”`, () =>
      assert.deepEqual([...wantsOf(question)], wants));
  }

  for (const [kind, want] of [
    ['maker', 'maker'],
    ['openness', 'openness'],
    ['difference', 'difference'],
    ['why', 'why'],
  ] as const) {
    it(`is ${want} in nine of ten held questions for it`, () => {
      const { inside } = readPocketJson('questions.json') as HeldQuestions;
      const asked = inside.filter((one) => one.kind === kind);
      const missed = asked.filter(({ question }) => !wantsOf(question).has(want)).map(({ question }) => question);
      assert.ok(asked.length > 10 && missed.length <= asked.length / 10, missed.join('\n'));
    });
  }
});
