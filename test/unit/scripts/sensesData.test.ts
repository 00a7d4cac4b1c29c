import { DataCopy } from './dataCopy';

describe('the tables stop at clues of the sense', () => {
  const copy = new DataCopy();
  const words = 'senses/words.yml';
  const sure = 'senses/sure.yml';
  const vocabulary = 'senses/vocabulary.yml';
  /** Puts a clue before the first one of the list that stands first behind `after`. */
  const addClue = (after: string, list: 'phrases' | 'words', clue: string): number =>
    copy.change(words, after, new RegExp(`(?<=${list}:\\n +\\[\\n +)(?=\\S)`), `${clue}, `);

  it('of a form that the glossary does not have', () => {
    const line = copy.change(words, '- form: chunk\n', 'chunk', 'chunkk');
    copy.failsAt(words, line, /the glossary has no form "chunkk"; did you mean "chunk"\?/);
  });

  it('of a word that is a part of no form', () => {
    const line = copy.change(words, '- form: gradient\n', 'gradient', 'zebra');
    copy.failsAt(words, line, /the glossary has no form "zebra"$/);
  });

  it('of a form that has others in another place', () => {
    const line = copy.append(words, '- form: Tokens\n  ours: { words: [prompt] }');
    copy.failsAt(words, line, /"Tokens" has other clues as "token": share them by an anchor/);
  });

  it('of a form that needs no decision', () => {
    const line = copy.append(words, '- form: GenAI\n  ours: { words: [prompt] }');
    copy.failsAt(words, line, /"GenAI" stands in sure\.yml, so it needs no clues/);
  });

  it('that speak for our sense of a form and for another one, written otherwise too', () => {
    addClue('- form: token\n', 'phrases', "'csrf {}'");
    const line = copy.change(words, '- form: token\n', 'access token, csrf token', 'access token, CSRF token');
    copy.failsAt(
      words,
      line,
      /"csrf token" speaks for our "token" and for the sense "access token": leave it out of one/,
    );
    copy.restore(words);
    const word = addClue('- sense: access token', 'words', 'prompt');
    copy.failsAt(words, word, /"prompt" speaks for our "token" and for the sense "access token"/);
  });

  it('that are phrases without the word, or words with its place @deep', () => {
    const line = addClue('- form: token\n', 'phrases', 'a lot of gpus');
    copy.failsAt(
      words,
      line,
      /the phrase "a lot of gpus" has no "token" in it: put it under words, or write \{\} there/,
    );
    copy.restore(words);
    copy.failsAt(
      words,
      addClue('- form: token\n', 'words', "'my {}'"),
      /the word "my \{\}" has \{\} in it: put it under phrases/,
    );
  });

  it('whose word is inflected in a phrase @deep', () => {
    addClue('- form: prompt\n', 'phrases', 'prompting the model');
    copy.passes();
  });

  it('that are no text, or say nothing @deep', () => {
    copy.failsAt(words, addClue('- form: token\n', 'words', '401'), /401 is no text: put it in quotes/);
    copy.restore(words);
    copy.failsAt(words, addClue('- form: token\n', 'words', "'…'"), /"…" has no letter and no digit/);
  });

  it('that are no list', () => {
    const line = copy.change(words, '- form: tool annotation\n', /words: \[.*\]/, 'words: mcp');
    copy.failsAt(words, line, /a list is expected here/);
  });

  it('whose other senses are no list, or that are no entry @deep', () => {
    const line = copy.append(words, '- form: zebra\n  others: { sense: x, words: [y] }');
    copy.failsAt(words, line + 1, /a list is expected here/);
    copy.restore(words);
    copy.failsAt(words, copy.append(words, '- grpo'), /keys are expected here/);
  });

  it('of AI in a group that does not exist, or of a field as a text', () => {
    const weak = copy.change(vocabulary, '\nai:', '  weak:', '  weakk:');
    copy.failsAt(vocabulary, weak + 1, /there is no key "weakk"; did you mean "weak"\?/);
    copy.restore(vocabulary);
    const cooking = copy.change(vocabulary, '  cooking:', /\n +\[[^\]]*\]/, ' oven');
    copy.failsAt(vocabulary, cooking, /a list is expected here/);
  });

  it('under a key that does not exist', () => {
    const line = copy.change(words, '- form: token\n', 'phrases:', 'phrase:');
    copy.failsAt(words, line + 1, /there is no key "phrase"; did you mean "phrases"\?/);
  });

  it('of a sense without a name, or that stands there twice @deep', () => {
    const twice = copy.change(words, '- sense: token of a parser', 'token of a parser', 'access token');
    copy.failsAt(words, twice, /"token" has the sense "access token" already/);
    copy.restore(words);
    const none = copy.change(words, '- sense: token of a parser', 'token of a parser', "''");
    copy.failsAt(words, none, /a sense needs a name/);
  });

  it('that count as sure and are no form, are a part of one only, or stand there twice @deep', () => {
    copy.failsAt(sure, copy.append(sure, '- large langauge model'), /no form "large langauge model"; did you mean/);
    copy.restore(sure);
    copy.failsAt(sure, copy.append(sure, '- gradient'), /no form "gradient"/);
    copy.restore(sure);
    copy.failsAt(sure, copy.append(sure, '- GenAI'), /"GenAI" stands here twice/);
  });

  it('that speak for AI twice, or for AI and for another field', () => {
    const twice = copy.change(vocabulary, 'strong:\n', /(?<=strong:\n +\[\n +)(?=\S)/, 'OpenAI, ');
    copy.failsAt(vocabulary, twice, /"openai" stands in sure already/);
    copy.restore(vocabulary);
    const other = copy.change(vocabulary, 'cooking:\n', /(?<=cooking:\n +\[\n +)(?=\S)/, 'openai, ');
    copy.failsAt(vocabulary, other, /"openai" stands in sure already/);
  });

  it('of a field that does not exist', () => {
    const line = copy.change(vocabulary, 'cooking:\n', 'cooking:', 'cookin:');
    copy.failsAt(vocabulary, line + 1, /there is no field "cookin"; did you mean "cooking"\?/);
  });

  it('in a file that is no YAML, or no list', () => {
    copy.failsAt(words, copy.append(words, '- form: [token') + 1, /Flow sequence/);
    copy.restore(words);
    copy.write(sure, '# Nothing.\n');
    copy.failsAt(sure, 1, /this file must be a list/);
  });
});
