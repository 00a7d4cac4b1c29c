import assert from 'node:assert/strict';
import { chooseForm } from '../../../../../src/core/glossary/find/phraseTree';
import type { FormOf } from '../../../../../src/core/glossary/find/phraseTree';
import { index } from '../glossary';

describe('of forms that are written alike', () => {
  const term = index.terms[0]!;
  const form = (text: string, exact: boolean): FormOf => ({
    term,
    form: { text, exact, everyday: false, key: text.toLowerCase() },
  });
  const chosen = (forms: readonly FormOf[], seen: string, isName = false): string =>
    chooseForm(forms, seen, isName)?.form.text ?? 'none';

  it('the one with the capitals of the text goes before one that asks for none, in any order', () => {
    for (const forms of [
      [form('rag', false), form('RAG', true)],
      [form('RAG', true), form('rag', false)],
    ]) {
      assert.equal(chosen(forms, 'RAG'), 'RAG');
      assert.equal(chosen(forms, 'RAGs'), 'RAG');
      assert.equal(chosen(forms, "RAG's"), 'RAG');
      assert.equal(chosen(forms, 'rag'), 'rag');
      assert.equal(chosen(forms, 'Rag', true), 'rag');
    }
  });

  it('one that asks for no capitals is no less one with the same letters', () => {
    assert.equal(chosen([form('rag', false), form('Rag', true), form('RAG', true)], 'RAG'), 'RAG');
    assert.equal(chosen([form('RAG', false), form('Rag', true)], 'Rag'), 'Rag');
    assert.equal(chosen([form('rag', false), form('rag', true)], 'rag'), 'rag');
    assert.equal(chooseForm([form('rag', false), form('rag', true)], 'rag', false)?.form.exact, true);
  });

  it('an acronym of three letters or more has any capitals in a name, and there only', () => {
    for (const [text, expected] of [
      ['PPO', 'PPO'],
      ['LoRA', 'LoRA'],
      ['TTS', 'TTS'],
      ['ML', 'none'],
      ['Opus', 'none'],
      ['Realtime API', 'none'],
    ] as const) {
      assert.equal(chosen([form(text, true)], text.toLowerCase(), true), expected, text);
      assert.equal(chosen([form(text, true)], text.toLowerCase()), 'none', text);
    }
  });

  it('an acronym that ends in S is none without it: the tt of a Go test is no TTS', () => {
    assert.equal(chosen([form('TTS', true)], 'tt', true), 'none');
    assert.equal(chosen([form('TTS', true)], 'tts', true), 'TTS');
    assert.equal(chosen([form('LLM', true)], 'llms', true), 'LLM');
    assert.equal(chosen([form('ReAct', true)], 're_act', true), 'ReAct');
  });
});
