import fc from 'fast-check';
import { anyCharacter } from './anyCharacter';

// Texts that are hard to quote in shells and programs.

/** Text in all its pieces that means something to a shell, JavaScript, Python or YAML, control characters and halves of characters. */
export const hardTexts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '`',
        '$',
        '$HOME',
        '${x}',
        '$(x)',
        '%s',
        '%PATH%',
        '!',
        '!!',
        '#',
        '~',
        '*',
        '{a,b}',
        '\\n',
        "'\\''",
      ),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\r',
        '\t',
        '\0',
        '\x1b',
        '\x7f',
        '\u0085',
        '\u2028',
        '\u2029',
        '\ufeff',
        '\u202e',
        '\u2067',
      ),
      fc.constantFrom(
        '🙂',
        'é',
        '日本',
        '\ud83d',
        '\udc00',
        'JSON',
        '@file',
        '-d',
        ' ',
        '  ',
        '\\\n',
        '---',
        '{key}',
        '"""',
        "'''",
        'f{x}',
      ),
      fc.constantFrom('\n<!-- @text -->\n', '<!-- @user 1\n', '\n<!-- \\@x', '-->', '\n\n', '\n## You\n'),
      fc.string({ unit: anyCharacter, maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

/** Values of JSON with such texts as keys and values. */
export const jsonValuesOf = (texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      texts,
      fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, 1e21, 1e-7, 12_345_678_901_234),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(texts, fc.constantFrom('__proto__', 'constructor', 'a', 'toString')), tie('value'), {
        maxKeys: 4,
      }),
    ),
  }));
  // With the objects that JSON gives.
  return value.map((found) => JSON.parse(JSON.stringify(found)) as unknown);
};

export const jsonValues = jsonValuesOf(hardTexts);
