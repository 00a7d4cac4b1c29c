import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findTerm } from '../../../../src/core/glossary/find/findTerm';
import type { Term } from '../../../../src/core/glossary/find/glossaryTable';
import { indexGlossary } from '../../../../src/core/glossary/find/indexGlossary';
import { formKey } from '../../../../src/core/glossary/find/splitWords';
import { index } from './glossary';

const termOf = (name: string): Term => ({
  ...{ id: name, term: name, forms: [{ text: name, key: formKey(name), exact: false, everyday: false }] },
  ...{ summary: 'x', why: '', related: [], source: { title: 'x', url: 'https://example.com' } },
});
/** As the words of a team, in any script. */
const own = indexGlossary(
  [
    'オーダー',
    'ダー',
    'トークン',
    '停泊',
    'クレーン',
    'token',
    'limit',
    'RAG',
    'agent',
    'โทเค็น',
    'تاب',
    'רציף',
    'якорь',
    'Liegeplatz',
  ].map(termOf),
);

/** Lists the terms found anywhere in a text, each as its place and its words as written. */
function found(text: string, among = own): string[] {
  const all = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    const match = findTerm(among, text, at, 'prose');
    if (match) all.add(`${match.start}: ${text.slice(match.start, match.end)}`);
  }
  return [...all];
}

describe('the bounds of words', () => {
  for (const [text, what] of [
    ['オーダーメイド', 'a longer word of the same script'],
    ['バースデーオーダーズ', 'the middle of a word'],
    ['อินโทเค็นไนซ์', 'a longer Thai word'],
    ['كـتاب', 'an Arabic word that is stretched'],
    ['כרציפות', 'a longer Hebrew word'],
    ['якорьщик', 'a longer Cyrillic word'],
    ['tokenы', 'a word of two alphabets'],
    ['ыtoken', 'a word of two alphabets'],
    ['ДRAG', 'capitals of two alphabets'],
    ['E\u0301RAG', 'capitals behind an accent'],
    ['RAGE\u0301', 'capitals that go on with an accent'],
    ['RAG\u0301', 'a last letter with an accent'],
    ['toke\u0301n', 'a letter with an accent'],
    ['Tokenlimit', 'a German compound word'],
    ['Tokenlimits und Liegeplatzvergabe', 'German compound words'],
    ['subagents and reagent', 'longer words'],
  ] as const) {
    it(`leave out ${JSON.stringify(text)}: ${what}`, () => assert.deepEqual(found(text), []));
  }

  for (const [text, ...expected] of [
    ['オーダーを受ける。', '0: オーダー'],
    ['トークンは短い', '0: トークン'],
    ['新しいトークン数', '3: トークン'],
    ['停泊する船のクレーン', '0: 停泊', '6: クレーン'],
    ['停泊所', '0: 停泊'],
    ['这个停泊位是空的', '2: 停泊'],
    ['RAGを使うtoken数', '0: RAG', '6: token'],
    ['用RAG的token', '1: RAG', '5: token'],
    ['ใช้token', '3: token'],
    ['הtoken וה-רציף', '1: token', '10: רציף'],
    ['Token-Limit, tokenLimit', '0: Token', '6: Limit', '13: token', '18: Limit'],
    ['token_limit', '0: token', '6: limit'],
    ['non-token and token-free', '4: token', '14: token'],
    ["the token's, the tokens’ and l'agent", "4: token's", '17: tokens', '31: agent'],
    ['Der Liegeplatz, des Liegeplatzes', '4: Liegeplatz', '20: Liegeplatzes'],
  ] as const) {
    it(`are where a reader sees them in ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), expected));
  }

  it('let no word of ours be found in a longer one of any alphabet', () => {
    const forms = index.terms.flatMap((term) => term.forms);
    const lower = forms.filter(({ text, exact }) => !exact && /^[a-z]+$/.test(text));
    assert.ok(lower.length > 20);
    const letter = fc.constantFrom('é', 'ß', 'ø', 'ж', 'я', 'λ', 'ω', 'ɛ', 'ზ');
    fc.assert(
      fc.property(fc.constantFrom(...lower), letter, letter, ({ text }, before, after) => {
        for (const written of [`${before}${text}`, `${text}${after}`, `${before}${text}${after}`]) {
          assert.deepEqual(found(written, index), [], written);
        }
      }),
    );
  });

  it('let a word of ours be found beside letters of a script that has no blanks or no case', () => {
    const letter = fc.constantFrom('の', '用', 'カ', '한', 'ไ');
    fc.assert(
      fc.property(letter, letter, (before, after) => {
        assert.deepEqual(found(`${before}embedding${after}`, index), ['1: embedding']);
      }),
    );
  });
});
