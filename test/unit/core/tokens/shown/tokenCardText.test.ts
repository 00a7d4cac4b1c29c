import assert from 'node:assert/strict';
import { marked } from 'marked';
import { decodeEntities } from '../../../../support/htmlText';
import { estimateNote, tokenCardText, visibleText } from '../../../../../src/core/tokens/shown/tokenCardText';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { catalog as table } from '../../../../../generated/catalog';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { modelCount } from '../../../../../src/core/tokens/counting/modelCount';
import { testDay } from '../../../../support/models';

const facts = {
  encoding: 'o200k_base',
  text: ' hello',
  ids: [40617],
  position: { at: 1, exact: true },
  notes: [],
};
const bytesOf = (text: string) => [new TextEncoder().encode(text)];

describe('the card of a token', () => {
  it('tells id, bytes, place and encoding', () => {
    const card = tokenCardText(
      { ...facts, bytes: bytesOf(' hello'), position: { at: 1234, exact: true } },
      sayInEnglish,
    );
    assert.match(card, /\*\*Token 1,234\*\* · `·hello`/);
    assert.match(card, /^id 40617 · 6 bytes · `20 68 65 6C 6C 6F`$/m);
    assert.match(card, /Encoding o200k_base\./);
  });

  it('tells the parts of a character', () => {
    const bytes = [Uint8Array.of(0xf0, 0x9f), Uint8Array.of(0xab, 0xa0)];
    const card = tokenCardText({ ...facts, text: '🫠', ids: [9460, 104], bytes }, sayInEnglish);
    assert.match(card, /^\*\*2 tokens, the first is 1\*\* · `🫠`$/m);
    assert.match(card, /^- id 9460 · 2 bytes · `F0 9F`\n- id 104 · 2 bytes · `AB A0`\n\nThey split a character .*\.$/m);
  });

  it('marks a place that is estimated', () => {
    const card = tokenCardText({ ...facts, bytes: bytesOf(' hello'), position: { at: 7, exact: false } }, sayInEnglish);
    assert.match(card, /Token ≈7/);
  });

  it('takes text and notes for what they are, not for Markdown', () => {
    for (const text of ['``', '`', ' `x', '<b>', '[a](b)', '*', '|', '\\']) {
      const card = tokenCardText(
        { ...facts, text, bytes: bytesOf(text), notes: ['A <b>bold</b> [claim](x).'] },
        sayInEnglish,
      );
      const html = marked.parse(card, { async: false });
      const [, code] = /<\/strong> · <code>(.*?)<\/code>/s.exec(html) ?? [];
      assert.equal(decodeEntities(code ?? ''), visibleText(text));
      assert.ok(!/<b>|<a /.test(html));
    }
  });
});

describe('visible text', () => {
  it('shows white space and what has no shape', () => {
    assert.equal(visibleText(' a\t\r\n\u00a0'), '·a→␍↵⍽');
    assert.equal(visibleText('\u0000\u200b\ufeff\ud83d\u2028'), 'U+0000U+200BU+FEFFU+D83DU+2028');
    assert.equal(visibleText('日本🙂é'), '日本🙂é');
  });

  it('cuts what is long', () => {
    assert.equal(visibleText(' '.repeat(128)), `${'·'.repeat(60)}…`);
  });
});

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
      /^These are the tokens of o200k_base, from which the count for GPT-6\.1 Sol is estimated\. /,
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
