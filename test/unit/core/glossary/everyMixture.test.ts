import assert from 'node:assert/strict';
import fc from 'fast-check';
import { index } from './glossary';
import { decisionsIn, writtenIn } from './written';

const forms = index.terms.flatMap((term) => term.forms.map((form) => ({ term, ...form })));
type Form = (typeof forms)[number];

/** Forms of plain words, which may be written as names and take a plural. */
const ofWords = forms.filter(({ text }) => /^[a-z]{2,}(?:[ -][a-z]{2,})*$/.test(text));
const anyForm = fc.constantFrom(...ofWords);
const wordsOf = ({ text }: Form): string[] => text.split(/[ -]/);

/** How the words of a form may be written in Markdown: each is one that a reader sees as the word. */
const wordStyle = fc.constantFrom<(word: string) => string>(
  (word) => word,
  (word) => word,
  (word) => `**${word}**`,
  (word) => `*${word}*`,
  (word) => `[${word}](https://example.com/a-b)`,
  (word) => `<em>${word}</em>`,
  (word) => `${word.slice(0, 1)}\u00ad${word.slice(1)}`,
  (word) => `${word.slice(0, 1)}&shy;${word.slice(1)}`,
);
const joint = fc.constantFrom(' ', ' ', '-', '\u00a0', '&nbsp;', '  \n', '\n', '\u2011');
const letterCase = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
);
const ending = fc.constantFrom('', '', 's', "'s");
const place = fc.constantFrom<readonly [before: string, behind: string]>(
  ['', ''],
  ['# On the ', ''],
  ['The ', ', they say.'],
  ['- The ', '.\n- More'],
  ['> Of the ', '!'],
  ['| a | b |\n|---|---|\n| ', ' | c |'],
  ['Text.\n\n<p>The ', '</p>'],
  ['"The ', '" (so called)'],
  ['<!-- the ', ' -->'],
);

/** The plural of a word that takes it by an s alone. */
const pluralOf = (word: string, end: string): string =>
  end === 's' && /(?:s|x|z|ch|sh|y)$/.test(word) ? word : word + end;

describe('a form of a term', () => {
  it('is found in any mixture of spellings and marks, anywhere in Markdown', () => {
    const written = fc.record({
      form: anyForm,
      styles: fc.array(wordStyle, { minLength: 8, maxLength: 8 }),
      joints: fc.array(joint, { minLength: 8, maxLength: 8 }),
      cased: letterCase,
      end: ending,
      around: place,
    });
    fc.assert(
      fc.property(written, ({ form, styles, joints, cased, end, around: [before, behind] }) => {
        if (form.exact || (before === '# On the ' && joints.some((each) => each.includes('\n')))) return;
        const isOneLine = /[|<]/.test(before);
        const all = wordsOf(form);
        const text = all
          .map((word, i) => {
            const last = i === all.length - 1;
            const styled = styles[i]!(cased(last ? pluralOf(word, end) : word));
            const between = isOneLine ? joints[i]!.replaceAll('\n', '') || ' ' : joints[i]!;
            return last ? styled : styled + between;
          })
          .join('');
        const whole = `${before}${text}${behind}`;
        const found = decisionsIn(whole, 'markdown');
        // A longer term may begin before, as in "the chunk" of another one; the words are explained all the same.
        const isFound = found.some(({ term, start, end: to }) => {
          const isCovered = start < before.length + text.length && to > before.length;
          return isCovered && term === form.term;
        });
        assert.ok(isFound, `${form.text} in ${JSON.stringify(whole)}: ${found.map(({ term }) => term.id).join()}`);
      }),
      { numRuns: 2_000 },
    );
  });

  const spellings: readonly (readonly [name: string, write: (words: string[]) => string])[] = [
    ['snake_case', (words) => words.join('_')],
    ['CONSTANT_CASE', (words) => words.join('_').toUpperCase()],
    ['camelCase', (words) => words.map((word, i) => (i === 0 ? word : title(word))).join('')],
    ['PascalCase', (words) => words.map(title).join('')],
  ];
  const title = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

  for (const [name, write] of spellings) {
    it(`of several words is found in a name in ${name}, by itself and with words around it`, () => {
      const several = ofWords.filter(({ text, exact }) => /[ -]/.test(text) && !exact);
      const missed = several.flatMap((form) => {
        const own = write(wordsOf(form));
        const [isUnder, isUpper] = [own.includes('_'), own === own.toUpperCase()];
        const longer = isUnder ? (isUpper ? `MY_${own}_X` : `my_${own}_x`) : `my${title(own)}X`;
        return [own, longer].flatMap((written) => {
          const text = `const a = 1;\n${written} = read();\n`;
          return decisionsIn(text, 'typescript').some(({ term }) => term === form.term)
            ? []
            : [`${written}, of ${form.text}`];
        });
      });
      assert.deepEqual(missed, []);
    });
  }

  it('is never found in what is no text, whichever it is', () => {
    const slug = fc.constantFrom(...forms.map(({ text }) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')));
    const parts: fc.Arbitrary<readonly [language: string, write: (slug: string, other: string) => string]> =
      fc.constantFrom(
        ['markdown', (a, b) => `see https://example.com/${a}/${b}?${a}=${b}#${a} now`],
        ['markdown', (a, b) => `see https://${a}.example.com/${b} now`],
        ['markdown', (a, b) => `mail ${a}@${b}.org now`],
        ['markdown', (a, b) => `in src/${a}/${b}.ts there`],
        ['markdown', (a, b) => `in ./${a}/${b} there`],
        ['markdown', (a, b) => `[x](${a}/${b}.md) and [y](#${a})`],
        ['markdown', (a, b) => `<img src="${a}.png" alt="x" id="${b}">`],
        ['html', (a, b) => `<div class="${a}" data-${b.replace(/[^a-z]/g, 'x')}="${a}"></div>`],
        ['css', (a, b) => `.x-${a} { --${b}: 1px; }`],
        ['typescript', (a, b) => `import { x } from './${a}/${b}';`],
        ['typescript', (a, b) => `fetch('https://api.example.com/${a}/${b}');`],
        ['python', (a, b) => `# https://example.com/${a}#${b}`],
        ['json', (a, b) => `{ "$id": "https://example.com/${a}/${b}" }`],
        ['shellscript', (a, b) => `curl https://example.com/${a}/${b}.sh`],
      );
    fc.assert(
      fc.property(parts, slug, slug, ([language, write], a, b) => {
        assert.deepEqual(writtenIn(write(a, b), language), []);
      }),
      { numRuns: 3_000 },
    );
  });
});
