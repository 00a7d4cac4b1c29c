import assert from 'node:assert/strict';
import { TermFinder } from '../../../../../src/core/glossary/find/termFinder';
import { atOnce } from '../../../../../src/core/base/work';
import { decideAll } from '../../../../../src/core/glossary/sense/decide';
import { findTerm } from '../../../../../src/core/glossary/find/findTerm';
import type { GlossaryIndex } from '../../../../../src/core/glossary/find/findTerm';
import type { Sense } from '../../../../../src/core/glossary/sense/sense';
import { mergeGlossaries } from '../../../../../src/core/glossary/workspace/mergeGlossaries';
import type { GlossaryLayer } from '../../../../../src/core/glossary/workspace/mergeGlossaries';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { index as builtIn, pointed } from '../glossary';
import { layersOf, merged, noTerms, sameLetters, sample } from './merged';

const at = (index: GlossaryIndex, marked: string, kind: 'prose' | 'code' | 'string' = 'prose'): string => {
  const { text, offset } = pointed(marked);
  const match = findTerm(index, text, offset, kind);
  return match ? `${match.term.id}: ${text.slice(match.start, match.end)}` : 'nothing';
};
const one = (term: string, rest = 'definition: x'): string => `terms:\n  - term: ${term}\n    ${rest}\n`;

describe('the terms of a workspace', () => {
  const index = merged(layersOf(sample('billing.glossary.yml'), 'billing/billing.glossary.yml'));
  const dunning = 'own:billing/billing.glossary.yml#dunning';

  for (const [written, kind, expected] of [
    ['The |dunning begins.', 'prose', `${dunning}: dunning`],
    ['A payment re|minder', 'prose', `${dunning}: payment reminder`],
    ['Two Payment Remin|ders', 'prose', `${dunning}: Payment Reminders`],
    ['payment|Reminder()', 'code', `${dunning}: paymentReminder`],
    ['const dunn|ingId = 1', 'code', `${dunning}: dunning`],
    ['start_|dunning(x)', 'code', `${dunning}: dunning`],
    ['"a dun|ning"', 'string', `${dunning}: dunning`],
    ['The A|RC shows it', 'prose', 'own:billing/billing.glossary.yml#arc: ARC'],
    ['an a|rc of light', 'prose', 'nothing'],
    ['predunn|ing', 'prose', 'nothing'],
    ['a large language mo|del', 'prose', 'large-language-model: large language model'],
  ] as const) {
    it(`are found as ours are in ${written}`, () => assert.equal(at(index, written, kind), expected));
  }

  it('are all there where all have one id', () => {
    for (const [separators, keys] of [
      [[' ', 'x', 'y', 'z'], 500],
      [[' ', '-', '_', '  '], 1],
    ] as const) {
      const layers = layersOf(sameLetters(500, separators));
      assert.equal(merged(layers, noTerms).byId.size, 500);
      assert.equal(new Set(layers[0]!.context.terms.map(({ forms }) => forms[0]!.key)).size, keys);
    }
  });

  describe('in scripts without blanks', () => {
    const text =
      'contexts:\n  - terms:\n      - {name: 注文, aliases: [オーダー]}\n      - {name: 注文書 番号}\n      - {name: 사용자}\n      - {name: 船}\n';
    const port = merged(layersOf(text, 'port.glossary.yml'), noTerms);

    for (const [written, expected] of [
      ['客が注|文する。', '注文: 注文'],
      ['新しいオー|ダーを作る', '注文: オーダー'],
      ['注文書 番|号', '注文書 番号: 注文書 番号'],
      ['この注|文書は', '注文: 注文'],
      ['사용|자가 로그인', '사용자: 사용자'],
      ['order注|文Id', '注文: 注文'],
      ['船', '船: 船'],
      ['ボーダーオー|ダー', 'nothing'],
      ['비사용|자', 'nothing'],
      ['船|長', 'nothing'],
      ['𠮷注|文𠮷', '注文: 注文'],
    ] as const) {
      it(`are found in ${written}`, () => {
        const marked = written.includes('|') ? written : `|${written}`;
        assert.equal(at(port, marked).replace(/^own:port\.glossary\.yml#/, ''), expected);
      });
    }

    it('are looked for in short steps where each of many terms begins at each letter', () => {
      const entries = Array.from({ length: 90 }, (_, n) => `  - {term: ${'漢'.repeat(n + 2)} port, definition: y}\n`);
      const { tree } = merged(layersOf(`terms:\n${entries.join('')}`), noTerms);
      let lookedAt = 0;
      let most = 0;
      const within = tree.within.bind(tree);
      tree.within = (...args) => {
        lookedAt++;
        return within(...args);
      };
      const written = `${'漢'.repeat(5_000)} port`;
      const read = atOnce(readTermText(written, 'plaintext'));
      const found: string[] = [];
      for (const term of new TermFinder(tree, read).find(0, written.length)) {
        if (term) found.push(written.slice(term.start, term.end));
        most = Math.max(most, lookedAt);
        lookedAt = 0;
      }
      assert.deepEqual(found, [`${'漢'.repeat(91)} port`]);
      assert.ok(most <= 500, `${most} places in one step`);
    });

    it('are found in one long run as with blanks around them', () => {
      const sense = { read: () => ({ judge: (): Sense => ({ isMeant: true, probability: 1, clues: [] }) }) };
      for (const unit of ['注文 を ', '注文書を']) {
        const read = atOnce(readTermText(unit.repeat(4_000), 'markdown'));
        assert.equal(atOnce(decideAll(read, { index: port, sense })).length, 4_000);
      }
    });

    it('are found in all of a text as at each place of it', () => {
      const whole = '客が注文する。オーダー番号と注文書 番号、사용자가注文を見る。'.repeat(3);
      const found = Array.from({ length: whole.length }, (_, offset) => offset).flatMap((offset) => {
        const match = findTerm(port, whole, offset, 'prose');
        return match && match.start === offset ? [whole.slice(match.start, match.end)] : [];
      });
      assert.deepEqual(
        found,
        Array.from({ length: 3 }, () => ['注文', 'オーダー', '注文書 番号', '사용자', '注文']).flat(),
      );
    });
  });

  it('are meant wherever they stand, whatever the sense of other words is', () => {
    const never = { read: () => ({ judge: (): Sense => ({ isMeant: false, probability: 0, clues: [] }) }) };
    const read = atOnce(readTermText('the dunning of tokens', 'plaintext'));
    const found = atOnce(decideAll(read, { index, sense: never }));
    assert.deepEqual(
      found.map(({ term, sense }) => [term.term, sense.isMeant]),
      [
        ['dunning', true],
        ['token', false],
      ],
    );
  });

  it('lead to what they are related to: theirs by name, ours by name or id', () => {
    const text =
      'terms:\n  - term: a\n    definition: x\n    related: [B, context-window, nothing such]\n  - term: b\n    definition: y\n';
    assert.deepEqual(merged(layersOf(text)).byId.get('own:team.glossary.yml#a')?.related, [
      'own:team.glossary.yml#b',
      'context-window',
    ]);
  });

  it('are not related to themselves, whatever they are called', () => {
    const text = 'terms:\n  - term: a\n    aliases: [b]\n    definition: x\n    related: [A, bs, context-window]\n';
    assert.deepEqual(merged(layersOf(text)).byId.get('own:team.glossary.yml#a')?.related, ['context-window']);
  });

  it('are read in slices that count forms, whether many entries have them or few @deep', () => {
    /** `count` entries with `aliases` each. */
    const text = (count: number, aliases: number): string => {
      const names = (i: number): string => Array.from({ length: aliases }, (_, n) => `b${i} name ${n}`).join(', ');
      const entry = (_: unknown, i: number): string =>
        `  - {term: berth ${i}, definition: x, aliases: [${names(i)}]}\n`;
      return `terms:\n${Array.from({ length: count }, entry).join('')}`;
    };
    const steps = (layers: readonly GlossaryLayer[]): number => [...mergeGlossaries(layers, noTerms)].length;
    for (const [count, aliases] of [
      [4_000, 0],
      [200, 50],
    ] as const) {
      const forms = count * (1 + aliases);
      const made = steps(layersOf(text(count, aliases))) - steps([]);
      // They are gone through once here, and twice to index them; a slice ends with an entry.
      assert.ok(made >= 2.5 * (forms / 500), `${made} slices of ${forms} forms`);
    }
  });

  it('know their file and line', () => {
    assert.deepEqual(index.byId.get(dunning)?.origin, {
      file: 'file:///w/billing/billing.glossary.yml',
      name: 'billing.glossary.yml',
      line: 2,
    });
  });
});

describe('of terms with one form', () => {
  const near = layersOf(one('token'), 'app/a.glossary.yml');
  const far = layersOf(one('Token'), 'b.glossary.yml');

  it('the nearest is shown, and goes before ours', () => {
    const index = merged([...near, ...far]);
    assert.equal(at(index, 'a tok|en'), 'own:app/a.glossary.yml#token: token');
    assert.deepEqual(
      index.hides?.get('own:app/a.glossary.yml#token')?.map(({ id }) => id),
      ['own:b.glossary.yml#token', 'token'],
    );
  });

  it('the nearest is shown, too, where both ask for the same capitals', () => {
    const exact = 'terms:\n  - {term: ARC, case: exact, definition: x}\n';
    const index = merged([...layersOf(exact, 'app/a.glossary.yml'), ...layersOf(exact, 'b.glossary.yml')]);
    assert.deepEqual(index.byId.get('own:b.glossary.yml#arc')?.forms, []);
    assert.deepEqual(
      index.hides?.get('own:app/a.glossary.yml#arc')?.map(({ id }) => id),
      ['own:b.glossary.yml#arc'],
    );
  });

  it('ours stays for the capitals that a term of the workspace does not ask for', () => {
    const index = merged(layersOf('terms:\n  - {term: TOKEN, case: exact, definition: x}\n'));
    assert.equal(at(index, 'a TOK|EN'), 'own:team.glossary.yml#token: TOKEN');
    assert.equal(at(index, 'a tok|en'), 'token: token');
  });

  it('an abbreviation of the workspace goes before ours, which asks for its capitals', () => {
    assert.equal(at(merged(layersOf(one('rag'))), 'a RA|G'), 'own:team.glossary.yml#rag: RAG');
  });

  it('the longest phrase wins, whose ever it is', () => {
    const index = merged(layersOf(one('context')));
    assert.equal(at(index, 'a con|text window'), 'context-window: context window');
    assert.equal(at(index, 'a con|text'), 'own:team.glossary.yml#context: context');
  });

  it('ours keeps its other forms', () => {
    const others = merged(layersOf(one('large language model')));
    assert.equal(
      at(others, 'a large language mod|el'),
      'own:team.glossary.yml#large language model: large language model',
    );
    assert.equal(at(others, 'an L|LM'), 'large-language-model: LLM');
  });
});

describe('the ids of terms of a workspace', () => {
  it('stay when other entries and the words of their own change', () => {
    const before = merged(layersOf('terms:\n  - {term: b, definition: x}\n'), noTerms);
    const after = merged(
      layersOf('terms:\n  - {term: a, definition: x}\n\n  - {term: B, why: y, definition: z}\n'),
      noTerms,
    );
    assert.ok(before.byId.has('own:team.glossary.yml#b') && after.byId.has('own:team.glossary.yml#b'));
  });

  it('are others in each context, and none is taken twice', () => {
    const text = 'contexts:\n  - {name: X, terms: [{name: a}]}\n  - {name: Y, terms: [{name: a}]}\n';
    const index = merged([...layersOf(text), ...layersOf(text)], noTerms);
    assert.deepEqual(
      [...index.byId.keys()],
      ['X/a', 'Y/a', 'X/a~2', 'Y/a~2'].map((id) => `own:team.glossary.yml#${id}`),
    );
  });

  it('are none of ours', () => assert.ok([...builtIn.byId.keys()].every((id) => !id.startsWith('own:'))));
});
