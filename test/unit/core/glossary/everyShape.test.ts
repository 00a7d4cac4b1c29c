import assert from 'node:assert/strict';
import { index } from './glossary';
import { decisionsIn } from './written';

/** Texts before and behind the words of a term. */
const around: readonly (readonly [language: string, before: string, behind: string])[] = [
  ['plaintext', 'The ', ' here.'],
  ['markdown', '# ', ''],
  ['markdown', 'A title: ', '\n=====\n'],
  ['markdown', '- ', ' here'],
  ['markdown', '1. ', '\n2. more'],
  ['markdown', '> ', ' here'],
  ['markdown', '| ', ' | other |\n|---|---|\n'],
  ['markdown', '| other | ', ' |'],
  ['markdown', 'The **', '** here.'],
  ['markdown', 'The _', '_ here.'],
  ['markdown', 'The ***', '*** here.'],
  ['markdown', 'The ~~', '~~ here.'],
  ['markdown', 'The [', '](https://example.com/a_b) here.'],
  ['markdown', 'The [', '][1] here.'],
  ['markdown', 'The "', '", here.'],
  ['markdown', 'The ![', '](a.png) here.'],
  ['markdown', 'The <b>', '</b> here.'],
  ['markdown', '<!-- The ', ' here. -->'],
  ['html', '<p>The ', ' here.</p>'],
  ['html', '<td>', '</td>'],
  ['html', '<p>The <strong>', '</strong> here.'],
  ['html', '<a href="x">', '</a>'],
  ['xml', '<summary>', '</summary>'],
  ['latex', 'The \\emph{', '} here.'],
  ['latex', '\\section{', '}'],
  ['restructuredtext', 'The *', '* here.'],
  ['restructuredtext', 'The :term:`', '` here.'],
  ['asciidoc', 'The *', '* here.'],
  ['typst', 'The #emph[', '] here.'],
  ['python', '# The ', ' here.'],
  ['python', 'def f():\n    """The ', ' here."""'],
  ['typescript', '/** The {@link ', '} here. */'],
  ['typescript', '// The `', '` here.'],
  ['csharp', '/// <summary>The ', '</summary>'],
  ['typescript', 'say("The ', ' here.");'],
  ['typescript', 'say(`The ', ' of ${name}.`);'],
  ['python', 'print("\\n', ' here\\n")'],
  ['json', '{ "a": "The ', ' here." }'],
  ['yaml', 'a: The ', ' here'],
  ['latex', '% The ', ' here.'],
];

/** Texts that may be between two words instead of a blank. */
const blanks: readonly (readonly [language: string, blank: string])[] = [
  ['plaintext', '\u00a0'],
  ['plaintext', '\u202f'],
  ['plaintext', '  '],
  ['plaintext', '\n'],
  ['plaintext', '\r\n  '],
  ['markdown', '&nbsp;'],
  ['markdown', '&#160;'],
  ['markdown', '<br>\n'],
  ['markdown', '\n> '],
  ['html', '&#xA0;'],
  ['html', '\n      '],
  ['html', '\u200b '],
  ['latex', '~'],
  ['latex', '\\ '],
  ['latex', '\\,'],
  ['typst', '~'],
  ['asciidoc', '{nbsp}'],
  ['typescript', '\n// '],
  ['python', '\n# '],
  ['rust', '\n/// '],
  ['sql', '\n-- '],
];

/** Texts that may be between two words instead of a hyphen. */
const hyphens: readonly (readonly [language: string, hyphen: string])[] = [
  ['plaintext', '\u2011'],
  ['plaintext', '–'],
  ['plaintext', ' '],
  ['plaintext', '-\n'],
  ['markdown', '&#x2011;'],
  ['markdown', '\\-'],
  ['html', '&#8209;'],
  ['latex', '--'],
];

/** Marks around the first word, and around the last one, that are not seen. */
const pairs: readonly (readonly [language: string, open: string, close: string])[] = [
  ['markdown', '**', '**'],
  ['markdown', '*', '*'],
  ['markdown', '_', '_'],
  ['markdown', '~~', '~~'],
  ['markdown', '`', '`'],
  ['markdown', '[', '](https://example.com/a(b)c)'],
  ['markdown', '[', '](a.md "A title")'],
  ['markdown', '[', '][ref]'],
  ['markdown', '[**', '**](x)'],
  ['markdown', '<em>', '</em>'],
  ['markdown', '<a href="a b">', '</a>'],
  ['html', '<b>', '</b>'],
  ['html', '<span class="x">', '</span>'],
  ['latex', '\\emph{', '}'],
  ['latex', '\\textbf{\\textit{', '}}'],
  ['restructuredtext', '*', '*'],
  ['restructuredtext', '``', '``'],
  ['restructuredtext', ':term:`', '`'],
  ['restructuredtext', '`', ' <https://example.com/>`_'],
  ['asciidoc', '*', '*'],
  ['asciidoc', '<<ref, ', '>>'],
  ['typst', '*', '*'],
  ['typst', '#emph[', ']'],
  ['typst', '#strong[', ']'],
  ['typst', '#underline[', ']'],
  ['typst', '#text(fill: red)[', ']'],
  ['typescript', '`', '`'],
  ['typescript', '{@link ', '}'],
  ['typescript', '**', '**'],
  ['csharp', '<c>', '</c>'],
];

const comments: Readonly<Record<string, string>> = {
  python: '# ',
  sql: '-- ',
  rust: '/// ',
  csharp: '/// ',
  typescript: '// ',
};

interface Written {
  readonly language: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const forms = index.terms.flatMap((term) => term.forms.map((form) => ({ term, ...form })));

/** The forms that are not found, where `write` says how they are written. */
const missed = (write: (form: string) => Written | undefined): string[] =>
  forms.flatMap(({ term, text: form }) => {
    const written = write(form);
    if (!written) return [];
    const { text, language, start, end } = written;
    const found = decisionsIn(text, language);
    if (found.some((each) => each.term === term && each.start === start && each.end === end)) return [];
    return [
      `${JSON.stringify(text)} in ${language}: ${found.map((each) => text.slice(each.start, each.end)).join(', ')}`,
    ];
  });

const placed = (language: string, before: string, written: string, behind: string): Written => {
  const start = before.length;
  return { language, text: `${before}${written}${behind}`, start, end: start + written.length };
};

/** Names are written with underscores, in code and inline code. */
const isName = (form: string): boolean => /[_=/]|[a-z][A-Z]/.test(form);
const leadOf = (language: string, quotes = false): string => comments[language] ?? (quotes ? '> The ' : 'The ');

describe('every form of every term is found', () => {
  for (const [language, before, behind] of around) {
    it(`in ${language} in ${JSON.stringify(`${before}…${behind}`)}`, () => {
      assert.deepEqual(
        missed((form) => placed(language, before, form, behind)),
        [],
      );
    });
  }

  for (const [language, blank] of blanks) {
    it(`with ${JSON.stringify(blank)} for a blank in ${language}`, () => {
      const lead = leadOf(language, blank.includes('>'));
      assert.deepEqual(
        missed((form) =>
          form.includes(' ') ? placed(language, lead, form.replaceAll(' ', blank), ' here') : undefined,
        ),
        [],
      );
    });
  }

  for (const [language, hyphen] of hyphens) {
    it(`with ${JSON.stringify(hyphen)} for a hyphen in ${language}`, () => {
      assert.deepEqual(
        missed((form) =>
          form.includes('-') ? placed(language, 'The ', form.replaceAll('-', hyphen), ' here') : undefined,
        ),
        [],
      );
    });
  }

  for (const [language, open, close] of pairs) {
    it(`with ${open}…${close} around its first word in ${language}`, () => {
      assert.deepEqual(
        missed((form) => {
          const first = /^[\p{L}\p{N}]+(?=[ -])/u.exec(form)?.[0];
          if (first === undefined || isName(form)) return undefined;
          return placed(language, `${leadOf(language)}${open}`, `${first}${close}${form.slice(first.length)}`, ' here');
        }),
        [],
      );
    });

    it(`with ${open}…${close} around its last word in ${language}`, () => {
      assert.deepEqual(
        missed((form) => {
          const last = /(?<= )[\p{L}\p{N}]+$/u.exec(form)?.[0];
          if (last === undefined || isName(form)) return undefined;
          const start = form.slice(0, form.length - last.length);
          return placed(language, leadOf(language), `${start}${open}${last}`, `${close} here`);
        }),
        [],
      );
    });
  }

  for (const [language, unseen] of [
    ['plaintext', '\u00ad'],
    ['plaintext', '\u200b'],
    ['markdown', '&shy;'],
    ['html', '<wbr>'],
    ['html', '&#173;'],
    ['latex', '\\-'],
  ] as const) {
    it(`with ${JSON.stringify(unseen)} in its words in ${language}`, () => {
      assert.deepEqual(
        missed((form) => placed(language, 'The ', form.replace(/[a-z](?=[a-z]{2})/gu, `$&${unseen}`), ' here')),
        [],
      );
    });
  }
});
